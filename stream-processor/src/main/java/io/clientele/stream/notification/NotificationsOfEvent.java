package io.clientele.stream.notification;

import io.clientele.schemas.Json;
import io.clientele.schemas.event.CustomerEvent;
import io.clientele.schemas.event.EventContext;
import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.event.NotificationKind;
import io.clientele.schemas.event.PublishedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is to be told of an event. Ids and times come from the event, so that the same event is the same notification.
///
/// What happens to a customer is also an activity of type `status_change`, which the activity topology derives of the
/// event and which comes back as an event of its own. The first of the two carries the notification: it comes sooner
/// and says more.
final class NotificationsOfEvent {
    private static final String VEHICLE_ID = "vehicle_id";
    private static final String STATUS_CHANGE = "status_change";
    /// Of ids that were derived (RFC 9562); those that a person's act is given are of version 7.
    private static final int NAME_BASED = 5;

    private NotificationsOfEvent() {}

    /// The owner after the event.
    ///
    /// @param owner before it
    static @Nullable UUID ownerAfter(PublishedEvent published, @Nullable UUID owner) {
        return switch (published.event()) {
            case CustomerEvent.Created event -> event.ownerProfessionalId();
            case CustomerEvent.OwnershipTransferred event -> event.newOwnerId();
            case CustomerEvent.Updated event -> owner;
            case CustomerEvent.Deleted event -> owner;
            case CustomerEvent.Restored event -> owner;
            case CustomerEvent.VehicleAdded event -> owner;
            case CustomerEvent.VehicleUpdated event -> owner;
            case CustomerEvent.VehicleRemoved event -> owner;
            case CustomerEvent.ActivityLogged event -> owner;
            case CustomerEvent.ConsentChanged event -> owner;
            case CustomerEvent.Merged event -> owner;
            case CustomerEvent.Unmerged event -> owner;
            case CustomerEvent.Erased event -> owner;
            case CustomerEvent.ImportCompleted event -> owner;
        };
    }

    /// None, one, or one for each party of a transfer.
    ///
    /// @param owner before the event
    static List<NotificationEntry> entries(PublishedEvent published, @Nullable UUID owner) {
        if (published.event() instanceof CustomerEvent.OwnershipTransferred event) {
            return toParties(published, event);
        }
        NotificationKind kind = kind(published.event());
        if (owner == null || kind == null) {
            return List.of();
        }
        String activityType =
                published.event() instanceof CustomerEvent.ActivityLogged event ? event.activityType() : null;
        return List.of(entry(published, owner, kind, activityType, facts(published.event())));
    }

    /// What the owner is told an event is; null for nothing.
    private static @Nullable NotificationKind kind(CustomerEvent event) {
        return switch (event) {
            case CustomerEvent.Updated updated -> NotificationKind.CUSTOMER_CHANGED;
            case CustomerEvent.Deleted deleted -> NotificationKind.CUSTOMER_CHANGED;
            case CustomerEvent.Restored restored -> NotificationKind.CUSTOMER_CHANGED;
            case CustomerEvent.ConsentChanged changed -> NotificationKind.CUSTOMER_CHANGED;
            case CustomerEvent.Merged merged -> NotificationKind.CUSTOMER_CHANGED;
            case CustomerEvent.Unmerged unmerged -> NotificationKind.CUSTOMER_CHANGED;
            case CustomerEvent.Erased erased -> NotificationKind.CUSTOMER_CHANGED;
            case CustomerEvent.VehicleAdded added -> NotificationKind.VEHICLE_CHANGED;
            case CustomerEvent.VehicleUpdated updated -> NotificationKind.VEHICLE_CHANGED;
            case CustomerEvent.VehicleRemoved removed -> NotificationKind.VEHICLE_CHANGED;
            case CustomerEvent.ActivityLogged logged -> isEcho(logged) ? null : NotificationKind.ACTIVITY;
            // The first owner is told by the transfer that follows, and both parties by the transfer itself.
            case CustomerEvent.Created created -> null;
            case CustomerEvent.OwnershipTransferred transferred -> null;
            case CustomerEvent.ImportCompleted completed -> null;
        };
    }

    private static Map<String, Object> facts(CustomerEvent event) {
        return switch (event) {
            case CustomerEvent.Updated updated -> Map.of("changed_fields", updated.changedFields());
            case CustomerEvent.ConsentChanged changed ->
                Map.of("consent_id", changed.consentId(), "purpose", changed.purpose(), "given", changed.given());
            case CustomerEvent.Merged merged -> Map.of("merge_id", merged.mergeId());
            case CustomerEvent.Unmerged unmerged -> Map.of("merge_id", unmerged.mergeId());
            case CustomerEvent.VehicleAdded added -> Map.of(VEHICLE_ID, added.vehicleId());
            case CustomerEvent.VehicleUpdated updated ->
                Map.of(VEHICLE_ID, updated.vehicleId(), "changed_fields", updated.changedFields());
            case CustomerEvent.VehicleRemoved removed ->
                Map.of(VEHICLE_ID, removed.vehicleId(), "transferred", removed.transferred());
            case CustomerEvent.ActivityLogged logged -> facts(logged);
            case CustomerEvent.Created created -> Map.of();
            case CustomerEvent.Deleted deleted -> Map.of();
            case CustomerEvent.Restored restored -> Map.of();
            case CustomerEvent.Erased erased -> Map.of();
            case CustomerEvent.OwnershipTransferred transferred -> Map.of();
            case CustomerEvent.ImportCompleted completed -> Map.of();
        };
    }

    private static Map<String, Object> facts(CustomerEvent.ActivityLogged event) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("activity_id", event.activityId());
        if (event.professionalId() != null) {
            facts.put("professional_id", event.professionalId());
        }
        if (event.relatedEntityType() != null && event.relatedEntityId() != null) {
            facts.put("related_entity_type", event.relatedEntityType());
            facts.put("related_entity_id", event.relatedEntityId());
        }
        return facts;
    }

    private static boolean isEcho(CustomerEvent.ActivityLogged event) {
        return event.activityType().equals(STATUS_CHANGE) && event.activityId().version() == NAME_BASED;
    }

    private static List<NotificationEntry> toParties(
            PublishedEvent published, CustomerEvent.OwnershipTransferred event) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("transfer_id", event.transferId());
        facts.put("new_owner_id", event.newOwnerId());
        UUID previous = event.previousOwnerId();
        if (previous != null) {
            facts.put("previous_owner_id", previous);
        }
        List<NotificationEntry> parties = new ArrayList<>();
        parties.add(entry(published, event.newOwnerId(), NotificationKind.OWNERSHIP_RECEIVED, null, facts));
        if (previous != null && !previous.equals(event.newOwnerId())) {
            parties.add(entry(published, previous, NotificationKind.OWNERSHIP_GIVEN, null, facts));
        }
        return parties;
    }

    private static NotificationEntry entry(
            PublishedEvent published,
            UUID recipient,
            NotificationKind kind,
            @Nullable String activityType,
            Map<String, Object> facts) {
        EventContext context = published.context();
        return new NotificationEntry(
                NotificationEntry.idOf(context.id(), recipient),
                context.tenantId(),
                recipient,
                kind,
                published.customerId(),
                context.id(),
                published.type().typeName(),
                activityType,
                context.operationId(),
                context.bulk(),
                context.actorId(),
                Json.tree(facts),
                context.time());
    }
}
