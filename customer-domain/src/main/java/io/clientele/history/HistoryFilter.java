package io.clientele.history;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a customer's history is narrowed to; null for no limit.
///
/// @param field only changes of this field, and of each only this field
/// @param entityId only changes of this record: the customer's own id, or a vehicle's
/// @param from not before
/// @param to before
public record HistoryFilter(
        @Nullable String field,
        @Nullable UUID entityId,
        @Nullable Instant from,
        @Nullable Instant to) {
    /// The whole history.
    public static HistoryFilter all() {
        return new HistoryFilter(null, null, null, null);
    }

    /// That of one vehicle.
    public static HistoryFilter vehicle(UUID vehicleId) {
        return new HistoryFilter(null, vehicleId, null, null);
    }
}
