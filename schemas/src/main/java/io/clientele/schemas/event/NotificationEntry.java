package io.clientele.schemas.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A record of `owner.notifications`: what one professional is to be told of. It holds ids and facts, never personal
/// data; who reads it resolves names under the recipient's access. Whether, when and how the recipient is told is for
/// the recipient's preferences, which are asked where the notification is written.
///
/// @param id made of event and recipient ([#idOf]), so that telling again changes nothing
/// @param customerId null for digests
/// @param eventId of the customer event; the operation's id for a digest
/// @param eventType for example `customer.updated`; `operation` for a digest
/// @param activityType of an activity; null for anything else
/// @param bulk whether the operation touches many customers at once
/// @param actorId who ran the operation; null when unknown
/// @param facts an object of ids and facts, empty for none
/// @param createdAt when it happened; for a digest, when its operation was seen first
public record NotificationEntry(
        UUID id,
        UUID tenantId,
        UUID recipientProfessionalId,
        NotificationKind kind,
        @Nullable UUID customerId,
        UUID eventId,
        String eventType,
        @Nullable String activityType,
        UUID operationId,
        boolean bulk,
        @Nullable UUID actorId,
        JsonNode facts,
        Instant createdAt) {
    /// What digests have as [#eventType].
    public static final String OPERATION = "operation";

    /// The one notification of a recipient about an event.
    public static UUID idOf(UUID eventId, UUID recipientProfessionalId) {
        return EventId.following(eventId, "notification/" + recipientProfessionalId);
    }

    /// The Kafka key.
    public String key() {
        return recipientProfessionalId.toString();
    }
}
