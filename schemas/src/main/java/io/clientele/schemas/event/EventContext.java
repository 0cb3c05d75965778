package io.clientele.schemas.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The context attributes of a CloudEvent; they travel as Kafka headers.
///
/// @param id the same for the same fact, however often it is derived ([EventId])
/// @param time when it happened, by the row
/// @param sequence of the events of its subject, from 1 without gaps
/// @param operationId the operation that caused it
/// @param bulk whether that operation touches many customers at once, so that receivers sum up
/// @param actorId who ran the operation; null when it is unknown
/// @param traceparent W3C trace context of the request behind it; null where there is none
public record EventContext(
        UUID id,
        UUID tenantId,
        Instant time,
        long sequence,
        UUID operationId,
        boolean bulk,
        @Nullable UUID actorId,
        @Nullable String traceparent) {}
