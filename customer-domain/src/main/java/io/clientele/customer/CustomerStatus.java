package io.clientele.customer;

import java.util.Locale;

/// Where a customer stands.
public enum CustomerStatus {
    ACTIVE,
    INACTIVE,
    BLOCKED;

    /// As in JSON, CSV and SQL: `active`, `inactive`, `blocked`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
