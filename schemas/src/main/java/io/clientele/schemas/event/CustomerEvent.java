package io.clientele.schemas.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an event says: the `data` of the CloudEvent. Adding a nullable component is a compatible change; anything
/// else needs a new schema version.
public sealed interface CustomerEvent {
    /// Whose event it is; null for the end of an import, which is about many.
    @Nullable
    UUID customerId();

    /// What the event is about, and the record's key: the customer, or the operation of an import.
    @JsonIgnore
    default UUID subjectId() {
        return Objects.requireNonNull(customerId());
    }

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
            case VehicleUpdated event -> EventType.VEHICLE_UPDATED;
            case VehicleRemoved event -> EventType.VEHICLE_REMOVED;
            case ActivityLogged event -> EventType.ACTIVITY_LOGGED;
            case ConsentChanged event -> EventType.CONSENT_CHANGED;
            case Merged event -> EventType.MERGED;
            case Unmerged event -> EventType.UNMERGED;
            case Erased event -> EventType.ERASED;
            case ImportCompleted event -> EventType.IMPORT_COMPLETED;
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

    /// A customer has a vehicle: a new one, or one that another customer had until then.
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

    /// Fields of a vehicle have other values; whose vehicle it is has not changed.
    ///
    /// @param changedFields names, alphabetical; empty when a snapshot shows that changes were missed
    record VehicleUpdated(UUID customerId, UUID vehicleId, long version, List<String> changedFields)
            implements CustomerEvent {}

    /// A customer no longer has a vehicle.
    ///
    /// @param transferred whether another customer has it now; who that is stays in the database
    record VehicleRemoved(UUID customerId, UUID vehicleId, boolean transferred) implements CustomerEvent {}

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

    /// A customer has given or withdrawn consent.
    ///
    /// @param consentId the row of the ledger
    /// @param purpose what for
    /// @param channel how it was recorded
    /// @param wordingVersion of the text that was agreed to; null where none was named
    /// @param recordedBy null when unknown
    record ConsentChanged(
            UUID customerId,
            UUID consentId,
            String purpose,
            boolean given,
            String channel,
            @Nullable String wordingVersion,
            @Nullable UUID recordedBy)
            implements CustomerEvent {}

    /// Another customer has become part of this one, who remains.
    ///
    /// @param mergeId the row of the ledger
    record Merged(UUID customerId, UUID mergeId, UUID mergedCustomerId, UUID mergedBy) implements CustomerEvent {}

    /// A merge was taken back: the two are customers of their own again.
    ///
    /// @param mergeId the merge that was taken back
    record Unmerged(UUID customerId, UUID mergeId, UUID unmergedCustomerId, UUID unmergedBy) implements CustomerEvent {}

    /// A person was erased: what was theirs can never be read again.
    ///
    /// @param erasureId the row of the ledger
    record Erased(UUID customerId, UUID erasureId, UUID erasedBy) implements CustomerEvent {}

    /// An import is over, well or not.
    ///
    /// @param status `completed`, `failed` or `cancelled`
    /// @param changedRows how many records it changed
    record ImportCompleted(UUID operationId, String status, long changedRows, Instant startedAt)
            implements CustomerEvent {
        @Override
        @JsonIgnore
        public @Nullable UUID customerId() {
            return null;
        }

        @Override
        @JsonIgnore
        public UUID subjectId() {
            return operationId;
        }
    }
}
