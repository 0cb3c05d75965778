package io.clientele.stream.activity;

import io.clientele.schemas.Json;
import io.clientele.schemas.event.ActivityEntry;
import io.clientele.schemas.event.CustomerEvent;
import io.clientele.schemas.event.EventContext;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.event.PublishedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which activities an event is. Id and time come from the event, so that the same event is the same activity.
final class ActivityOfEvent {
    private static final String STATUS_CHANGE = "status_change";
    private static final String CHANGED_FIELDS = "changed_fields";

    private ActivityOfEvent() {}

    /// What the log says of an event, and what it points to.
    private record Entry(
            String description,
            String relatedType,
            UUID relatedId,
            @Nullable UUID professionalId,
            Map<String, Object> facts) {
        static Entry of(String description, String relatedType, UUID relatedId) {
            return new Entry(description, relatedType, relatedId, null, Map.of());
        }
    }

    /// None, or one.
    static List<ActivityEntry> entries(PublishedEvent published) {
        UUID customerId = published.customerId();
        if (customerId == null) {
            return List.of();
        }
        return entry(published, customerId).map(entry -> activity(published, customerId, entry)).stream()
                .toList();
    }

    private static Optional<Entry> entry(PublishedEvent published, UUID customerId) {
        boolean bulk = published.context().bulk();
        String by = bulk ? " by bulk operation" : "";
        return switch (published.event()) {
            case CustomerEvent.Created event -> {
                String how = bulk || event.operationRow() != null ? " by import" : "";
                yield Optional.of(Entry.of("Customer created" + how, "customer", customerId));
            }
            case CustomerEvent.Updated event ->
                Optional.of(new Entry(
                        described("Customer updated" + by, event.changedFields()),
                        "customer",
                        customerId,
                        null,
                        Map.of(CHANGED_FIELDS, event.changedFields())));
            case CustomerEvent.Deleted event -> Optional.of(Entry.of("Customer deleted" + by, "customer", customerId));
            case CustomerEvent.Restored event ->
                Optional.of(Entry.of("Customer restored" + by, "customer", customerId));
            case CustomerEvent.OwnershipTransferred event ->
                Optional.of(new Entry(
                        event.previousOwnerId() == null ? "Owner assigned" : "Ownership transferred",
                        "ownership_transfer",
                        event.transferId(),
                        event.newOwnerId(),
                        owners(event)));
            case CustomerEvent.VehicleAdded event ->
                Optional.of(Entry.of("Vehicle added" + by, "vehicle", event.vehicleId()));
            case CustomerEvent.VehicleUpdated event ->
                Optional.of(new Entry(
                        described("Vehicle updated" + by, event.changedFields()),
                        "vehicle",
                        event.vehicleId(),
                        null,
                        Map.of(CHANGED_FIELDS, event.changedFields())));
            case CustomerEvent.VehicleRemoved event ->
                Optional.of(Entry.of(
                        (event.transferred() ? "Vehicle transferred to another customer" : "Vehicle removed") + by,
                        "vehicle",
                        event.vehicleId()));
            case CustomerEvent.ConsentChanged event ->
                Optional.of(new Entry(
                        (event.given() ? "Consent given: " : "Consent withdrawn: ") + event.purpose(),
                        "consent",
                        event.consentId(),
                        null,
                        Map.of("purpose", event.purpose(), "given", event.given())));
            case CustomerEvent.Merged event ->
                Optional.of(
                        Entry.of("Another customer was merged into this one", "customer", event.mergedCustomerId()));
            case CustomerEvent.Unmerged event ->
                Optional.of(Entry.of("A merge was taken back", "customer", event.unmergedCustomerId()));
            // The log would feed itself; and of an erased person nothing is written any more.
            case CustomerEvent.ActivityLogged event -> Optional.empty();
            case CustomerEvent.Erased event -> Optional.empty();
            case CustomerEvent.ImportCompleted event -> Optional.empty();
        };
    }

    private static ActivityEntry activity(PublishedEvent published, UUID customerId, Entry entry) {
        EventContext context = published.context();
        Map<String, Object> metadata = new LinkedHashMap<>(entry.facts());
        metadata.put("event_id", context.id().toString());
        metadata.put("event_type", published.type().typeName());
        return new ActivityEntry(
                EventId.following(context.id(), "activity"),
                context.tenantId(),
                customerId,
                entry.professionalId(),
                STATUS_CHANGE,
                entry.description(),
                Json.tree(metadata),
                entry.relatedType(),
                entry.relatedId(),
                context.time(),
                context.actorId(),
                context.operationId());
    }

    private static String described(String what, List<String> fields) {
        return fields.isEmpty() ? what : what + ": " + String.join(", ", fields);
    }

    private static Map<String, Object> owners(CustomerEvent.OwnershipTransferred event) {
        Map<String, Object> owners = new LinkedHashMap<>();
        if (event.previousOwnerId() != null) {
            owners.put("previous_owner_id", event.previousOwnerId().toString());
        }
        owners.put("new_owner_id", event.newOwnerId().toString());
        return owners;
    }
}
