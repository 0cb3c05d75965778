package io.clientele.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event on its way to an endpoint, or that has been.
///
/// @param eventId also its id among those of the endpoint, and what is sent as `webhook-id`
/// @param eventType for example `customer.created`; `webhook.ping` for one that an admin asked for
/// @param subjectId whom the event is about
/// @param status `pending`, `delivered` or `failed`
/// @param nextAttemptAt null when there will be none
/// @param attempts the last ones, the oldest first
/// @param expiresAt when this is forgotten
public record Delivery(
        UUID eventId,
        String eventType,
        UUID subjectId,
        String status,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        List<Attempt> attempts,
        Instant expiresAt) {}
