package io.clientele.customer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a list of customers is narrowed to, and its order. A null leaves that open; ranges include their start and
/// leave out their end.
public record CustomerFilter(
        @Nullable UUID owner,
        @Nullable CustomerStatus status,
        @Nullable String tag,
        @Nullable Instant createdFrom,
        @Nullable Instant createdTo,
        @Nullable Instant lastActivityFrom,
        @Nullable Instant lastActivityTo,
        Sort sort,
        boolean ascending) {

    /// The order: by one of three times, newest first unless ascending. Customers without that time are older than all
    /// others.
    public enum Sort {
        CREATED_AT("c.created_at"),
        UPDATED_AT("c.updated_at"),
        LAST_ACTIVITY_AT("a.last_activity_at");

        private final String column;

        Sort(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    public static CustomerFilter all() {
        return new CustomerFilter(null, null, null, null, null, null, null, Sort.CREATED_AT, false);
    }
}
