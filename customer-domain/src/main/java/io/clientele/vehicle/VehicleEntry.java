package io.clientele.vehicle;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.clientele.history.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// Something that happened to a vehicle. Of keepers whom the viewer may not know of it holds the times only.
public sealed interface VehicleEntry {
    /// What kind of entry it is, for readers of JSON.
    @JsonProperty("type")
    String type();

    UUID id();

    /// When it happened, or began; microseconds at most.
    Instant at();

    /// A customer got the vehicle.
    ///
    /// @param until when the customer gave it away or it was removed; null for the present keeper
    /// @param customerId null where the viewer may not know of the customer
    /// @param reason why it came; null for the first keeper, and where the viewer does not see the customer
    ///     in full
    /// @param endReason why it went; null like `reason`, and where the vehicle was removed
    /// @param begunBy the user who made the change
    @JsonNaming(SnakeCaseStrategy.class)
    record Kept(
            UUID id,
            Instant at,
            @Nullable Instant until,
            @Nullable UUID customerId,
            @Nullable String reason,
            @Nullable String endReason,
            UUID begunBy,
            @Nullable UUID endedBy)
            implements VehicleEntry {
        @Override
        @JsonProperty("type")
        public String type() {
            return "keeper";
        }

        @Override
        public String toString() {
            return "Kept[id=" + id + "]";
        }
    }

    /// The vehicle was serviced; `id` is the activity's.
    ///
    /// @param customerId whose activity it is; null where the viewer may not know of the customer
    /// @param professionalId who did it; null where nobody was named
    /// @param description null where the viewer does not see that customer in full
    @JsonNaming(SnakeCaseStrategy.class)
    record Serviced(
            UUID id,
            Instant at,
            @Nullable UUID customerId,
            @Nullable UUID professionalId,
            @Nullable String description) implements VehicleEntry {
        @Override
        @JsonProperty("type")
        public String type() {
            return "service";
        }

        @Override
        public String toString() {
            return "Serviced[id=" + id + "]";
        }
    }

    /// The odometer was read.
    ///
    /// @param mileage what it showed
    /// @param readBy the user who wrote it down
    @JsonNaming(SnakeCaseStrategy.class)
    record Read(UUID id, Instant at, int mileage, UUID readBy) implements VehicleEntry {
        @Override
        @JsonProperty("type")
        public String type() {
            return "mileage";
        }
    }

    /// Fields of the vehicle were changed, or it was removed; `id` is that of the change in its customer's
    /// history.
    ///
    /// @param customerId who kept it then; null where the viewer may not know of the customer
    /// @param change `updated`, `deleted`, `restored`, `purged` for a row that is gone for good, or `created`
    ///     where the vehicle's first keeper is not known
    /// @param changedBy the user who made the change; null when it is unknown
    /// @param operationKind for example `api` or `import`; null when it is unknown
    /// @param version of the vehicle after the change
    /// @param erased whether the values are gone for ever because that customer was erased
    /// @param fields what changed, in alphabetical order; both values of a personal field are null where the
    ///     viewer does not see that customer in full
    @JsonNaming(SnakeCaseStrategy.class)
    record Changed(
            UUID id,
            Instant at,
            @Nullable UUID customerId,
            String change,
            @Nullable UUID changedBy,
            @Nullable UUID operationId,
            @Nullable String operationKind,
            long version,
            boolean erased,
            List<HistoryEntry.FieldChange> fields)
            implements VehicleEntry {
        public Changed {
            fields = List.copyOf(fields);
        }

        @Override
        @JsonProperty("type")
        public String type() {
            return "change";
        }

        @Override
        public String toString() {
            return "Changed[id=" + id + "]";
        }
    }
}
