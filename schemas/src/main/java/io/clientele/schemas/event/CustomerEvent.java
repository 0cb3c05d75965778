package io.clientele.schemas.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an event says: the `data` of the CloudEvent. Adding a nullable component is a compatible change; anything
/// else needs a new schema version.
public sealed interface CustomerEvent {
    /// Whose event it is.
    UUID customerId();

    /// Which event it is.
    @JsonIgnore
    default EventType type() {
        return switch (this) {
            case Created event -> EventType.CREATED;
            case Updated event -> EventType.UPDATED;
            case Deleted event -> EventType.DELETED;
            case Restored event -> EventType.RESTORED;
            case OwnershipTransferred event -> EventType.OWNERSHIP_TRANSFERRED;
            case VehicleAdded event -> EventType.VEHICLE_ADDED;
            case ActivityLogged event -> EventType.ACTIVITY_LOGGED;
        };
    }

    /// A customer is there for the first time.
    ///
    /// @param version of the row, 1 for a new one
    /// @param source where the customer came from, as the writer called it
    /// @param ownerProfessionalId null without an owner
    /// @param operationRow line of the imported file, from 1; null when it was no import
    record Created(
            UUID customerId,
            long version,
            String status,
            String country,
            @Nullable String source,
            @Nullable UUID ownerProfessionalId,
            @Nullable Long operationRow)
            implements CustomerEvent {}

    /// Fields of a customer have other values.
    ///
    /// @param changedFields names, alphabetical; empty when a snapshot shows that changes were missed
    record Updated(
            UUID customerId,
            long version,
            List<String> changedFields,
            @Nullable Long operationRow) implements CustomerEvent {}

    /// A customer is deleted, and can be restored.
    record Deleted(UUID customerId, long version) implements CustomerEvent {}

    /// A deleted customer is back.
    record Restored(UUID customerId, long version) implements CustomerEvent {}

    /// A customer has another owner.
    ///
    /// @param transferId id of the ownership history's row
    /// @param previousOwnerId null when nobody owned the customer
    record OwnershipTransferred(
            UUID customerId, UUID transferId, @Nullable UUID previousOwnerId, UUID newOwnerId, UUID transferredBy)
            implements CustomerEvent {}

    /// A vehicle was added to a customer.
    record VehicleAdded(
            UUID customerId,
            UUID vehicleId,
            long version,
            String make,
            String model,
            int year,
            String status,
            boolean primary)
            implements CustomerEvent {}

    /// An activity is in the log; its text stays there.
    record ActivityLogged(
            UUID customerId,
            UUID activityId,
            String activityType,
            @Nullable UUID professionalId,
            @Nullable String relatedEntityType,
            @Nullable UUID relatedEntityId,
            @Nullable UUID createdBy)
            implements CustomerEvent {}
}
