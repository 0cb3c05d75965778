package io.clientele.schemas.event;

import java.util.UUID;

/// A record of `customer.events`: what happened, and its CloudEvents context.
public record PublishedEvent(EventContext context, CustomerEvent event) {
    public EventType type() {
        return event.type();
    }

    public UUID customerId() {
        return event.customerId();
    }

    /// The Kafka key.
    public String key() {
        return event.customerId().toString();
    }
}
