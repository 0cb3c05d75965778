package io.clientele.tenant;

import java.util.UUID;

/// The tenant whose data is meant. Comes from a signed token, never from a header or path.
public record TenantId(UUID value) {
    public static TenantId of(String text) {
        return new TenantId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
