package io.clientele.schemas.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record of `customer.events`: what happened, and its CloudEvents context.
public record PublishedEvent(EventContext context, CustomerEvent event) {
    public EventType type() {
        return event.type();
    }

    /// Whose event it is; null for the end of an import, which is about many.
    public @Nullable UUID customerId() {
        return event.customerId();
    }

    /// The Kafka key.
    public String key() {
        return event.subjectId().toString();
    }
}
