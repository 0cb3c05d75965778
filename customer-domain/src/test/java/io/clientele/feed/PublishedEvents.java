package io.clientele.feed;

import io.clientele.schemas.event.CustomerEvent;
import io.clientele.schemas.event.EventContext;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Events as the stream publishes them, for this module's tests and those of the applications.
public final class PublishedEvents {
    private static final Instant TIME = Instant.parse("2026-11-22T08:00:00.123456Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private PublishedEvents() {}

    /// @param sequence also the version
    public static PublishedEvent deleted(TenantId tenantId, UUID customer, long sequence) {
        return of(tenantId, new CustomerEvent.Deleted(customer, sequence), sequence, null);
    }

    public static PublishedEvent restored(TenantId tenantId, UUID customer, long sequence) {
        return of(tenantId, new CustomerEvent.Restored(customer, sequence), sequence, null);
    }

    public static PublishedEvent imported(TenantId tenantId, UUID operation, @Nullable UUID actor) {
        return of(tenantId, new CustomerEvent.ImportCompleted(operation, "completed", 3, TIME), 1, actor);
    }

    private static PublishedEvent of(TenantId tenantId, CustomerEvent event, long sequence, @Nullable UUID actor) {
        return new PublishedEvent(
                new EventContext(
                        EventId.of(event.type(), tenantId.value(), event.subjectId(), sequence),
                        tenantId.value(),
                        TIME.plusSeconds(sequence),
                        sequence,
                        new UUID(5, 5),
                        false,
                        actor,
                        TRACE),
                event);
    }
}
