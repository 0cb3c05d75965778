package io.clientele.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A notification as its recipient reads it. Ids and facts; names are resolved by who shows it.
///
/// @param position in the inbox, from 1: the higher, the later; a digest that grew has a new one
/// @param kind for example `ownership_received`
/// @param customerId null for digests
/// @param eventType of the customer event, `operation` for a digest
/// @param activityType of an activity; null for anything else
/// @param bulk whether it sums up a bulk operation
/// @param facts an object
/// @param createdAt when it happened
/// @param readAt null while unread
@JsonNaming(SnakeCaseStrategy.class)
public record Notification(
        UUID id,
        long position,
        String kind,
        @Nullable UUID customerId,
        UUID eventId,
        String eventType,
        @Nullable String activityType,
        UUID operationId,
        boolean bulk,
        JsonNode facts,
        Instant createdAt,
        @Nullable Instant readAt) {}
