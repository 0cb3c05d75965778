package io.clientele.schemas.event;

import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.failure.FailureCause;

/// The types of customer events; the name is `ce_type`.
public enum EventType {
    CREATED("customer.created", CustomerEvent.Created.class),
    UPDATED("customer.updated", CustomerEvent.Updated.class),
    DELETED("customer.deleted", CustomerEvent.Deleted.class),
    RESTORED("customer.restored", CustomerEvent.Restored.class),
    OWNERSHIP_TRANSFERRED("customer.ownership.transferred", CustomerEvent.OwnershipTransferred.class),
    VEHICLE_ADDED("customer.vehicle.added", CustomerEvent.VehicleAdded.class),
    VEHICLE_UPDATED("customer.vehicle.updated", CustomerEvent.VehicleUpdated.class),
    VEHICLE_REMOVED("customer.vehicle.removed", CustomerEvent.VehicleRemoved.class),
    ACTIVITY_LOGGED("customer.activity.logged", CustomerEvent.ActivityLogged.class),
    CONSENT_CHANGED("customer.consent.changed", CustomerEvent.ConsentChanged.class),
    MERGED("customer.merged", CustomerEvent.Merged.class),
    UNMERGED("customer.unmerged", CustomerEvent.Unmerged.class),
    ERASED("customer.erased", CustomerEvent.Erased.class),
    IMPORT_COMPLETED("customer.import.completed", CustomerEvent.ImportCompleted.class);

    private final String typeName;
    private final Class<? extends CustomerEvent> dataClass;

    EventType(String typeName, Class<? extends CustomerEvent> dataClass) {
        this.typeName = typeName;
        this.dataClass = dataClass;
    }

    /// For example `customer.created`.
    public String typeName() {
        return typeName;
    }

    /// The `$id` of the JSON Schema, whose text is the resource `/events/<typeName>.json`.
    public String schema() {
        return "urn:clientele:event:%s:1".formatted(typeName);
    }

    Class<? extends CustomerEvent> dataClass() {
        return dataClass;
    }

    /// @throws MalformedRecordException for a name that no type has
    public static EventType of(String typeName) {
        for (EventType type : values()) {
            if (type.typeName.equals(typeName)) {
                return type;
            }
        }
        throw new MalformedRecordException(FailureCause.UNKNOWN_SCHEMA, "unknown event type");
    }
}
