package io.clientele.customer;

import io.clientele.pii.PageCursor;
import io.clientele.pii.TenantCipher;
import io.clientele.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a page of the list ended. As a cursor it is sealed with the tenant's key and bound to the order.
///
/// @param time of the last customer, in the order of the list; null where it has none
record ListPosition(@Nullable Instant time, UUID id) {
    private static final String CURSOR = "customer list by ";

    static ListPosition of(CustomerFilter filter, CustomerRow last) {
        return new ListPosition(
                switch (filter.sort()) {
                    case CREATED_AT -> last.createdAt();
                    case UPDATED_AT -> last.updatedAt();
                    case LAST_ACTIVITY_AT -> last.lastActivityAt();
                },
                last.id());
    }

    String seal(TenantCipher cipher, CustomerFilter filter) {
        return PageCursor.seal(cipher, order(filter), time == null ? "" : time.toString(), id.toString());
    }

    /// @throws ProblemException when the cursor is not one of this tenant and order
    static ListPosition open(TenantCipher cipher, CustomerFilter filter, String cursor) {
        List<String> parts = PageCursor.open(cipher, order(filter), cursor, 2);
        @Nullable Instant time = parts.get(0).isEmpty() ? null : Instant.parse(parts.get(0));
        return new ListPosition(time, UUID.fromString(parts.get(1)));
    }

    private static String order(CustomerFilter filter) {
        return CURSOR + filter.sort() + (filter.ascending() ? " ascending" : "");
    }
}
