package io.clientele.activity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a customer's log is narrowed to. A null, or an empty list, leaves that open.
///
/// @param types any of these
/// @param from activities of this time or later
/// @param to activities before this time
/// @param vehicle short for the related entity `vehicle` of this id
/// @param text words that all occur in description or metadata, whatever their case and accents
public record ActivityFilter(
        List<ActivityType> types,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID professional,
        @Nullable UUID vehicle,
        @Nullable String relatedEntityType,
        @Nullable UUID relatedEntityId,
        @Nullable String text) {
    public ActivityFilter {
        types = List.copyOf(types);
    }

    public static ActivityFilter all() {
        return new ActivityFilter(List.of(), null, null, null, null, null, null, null);
    }

    /// Whether the filter asks for what a limited view leaves out: the answer would tell it.
    boolean needsFullAccess() {
        return vehicle != null || relatedEntityType != null || relatedEntityId != null || text != null;
    }

    @Override
    public String toString() {
        return "ActivityFilter[types=" + types + "]";
    }
}
