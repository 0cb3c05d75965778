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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which activities an event is. Id and time come from the event, so that the same event is the same activity.
final class ActivityOfEvent {
    private static final String STATUS_CHANGE = "status_change";

    private ActivityOfEvent() {}

    /// None, or one.
    static List<ActivityEntry> entries(PublishedEvent published) {
        String by = published.context().bulk() ? " by bulk operation" : "";
        UUID customerId = published.customerId();
        return switch (published.event()) {
            case CustomerEvent.Created event -> {
                String how = published.context().bulk() || event.operationRow() != null ? " by import" : "";
                yield List.of(entry(published, "Customer created" + how, "customer", customerId, null, Map.of()));
            }
            case CustomerEvent.Updated event ->
                List.of(entry(
                        published,
                        described("Customer updated" + by, event.changedFields()),
                        "customer",
                        customerId,
                        null,
                        Map.of("changed_fields", event.changedFields())));
            case CustomerEvent.Deleted event ->
                List.of(entry(published, "Customer deleted" + by, "customer", customerId, null, Map.of()));
            case CustomerEvent.Restored event ->
                List.of(entry(published, "Customer restored" + by, "customer", customerId, null, Map.of()));
            case CustomerEvent.OwnershipTransferred event ->
                List.of(entry(
                        published,
                        event.previousOwnerId() == null ? "Owner assigned" : "Ownership transferred",
                        "ownership_transfer",
                        event.transferId(),
                        event.newOwnerId(),
                        owners(event)));
            case CustomerEvent.VehicleAdded event ->
                List.of(entry(published, "Vehicle added" + by, "vehicle", event.vehicleId(), null, Map.of()));
            case CustomerEvent.ActivityLogged event -> List.of();
        };
    }

    private static ActivityEntry entry(
            PublishedEvent published,
            String description,
            String relatedType,
            UUID relatedId,
            @Nullable UUID professionalId,
            Map<String, Object> facts) {
        EventContext context = published.context();
        Map<String, Object> metadata = new LinkedHashMap<>(facts);
        metadata.put("event_id", context.id().toString());
        metadata.put("event_type", published.type().typeName());
        return new ActivityEntry(
                EventId.following(context.id(), "activity"),
                context.tenantId(),
                published.customerId(),
                professionalId,
                STATUS_CHANGE,
                description,
                Json.tree(metadata),
                relatedType,
                relatedId,
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
