package io.clientele.webhook;

import io.clientele.schemas.event.CloudEventJson;
import io.clientele.schemas.event.PublishedEvent;
import java.time.Instant;
import java.util.UUID;

/// An event that may have to be posted.
///
/// @param publishedAt when its record was written; earlier than the endpoint, it is not for it
public record NewDelivery(PublishedEvent event, Instant publishedAt) {
    UUID eventId() {
        return event.context().id();
    }

    String eventType() {
        return event.type().typeName();
    }

    UUID subjectId() {
        return UUID.fromString(event.key());
    }

    long sequence() {
        return event.context().sequence();
    }

    String body() {
        return CloudEventJson.of(event).toString();
    }
}
