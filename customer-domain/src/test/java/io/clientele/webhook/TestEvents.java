package io.clientele.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.event.EventHeaders;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.event.EventType;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.event.PublishedEventSerde;
import io.clientele.tenant.TenantId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Events as they come from Kafka.
public final class TestEvents {
    private TestEvents() {}

    /// That a customer was updated; the same arguments make the same event.
    public static PublishedEvent updated(TenantId tenantId, UUID customer, long sequence) {
        RecordHeaders headers = new RecordHeaders();
        UUID id = EventId.of(EventType.UPDATED, tenantId.value(), customer, sequence);
        Map.of(
                        EventHeaders.ID,
                        id.toString(),
                        EventHeaders.TYPE,
                        "customer.updated",
                        EventHeaders.DATASCHEMA,
                        EventType.UPDATED.schema(),
                        EventHeaders.TENANT_ID,
                        tenantId.toString(),
                        EventHeaders.TIME,
                        "2026-11-01T00:00:00Z",
                        EventHeaders.SEQUENCE,
                        Long.toString(sequence),
                        EventHeaders.OPERATION_ID,
                        new UUID(4, 4).toString(),
                        EventHeaders.BULK,
                        "false")
                .forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        byte[] data = "{\"customer_id\":\"%s\",\"version\":%d,\"changed_fields\":[\"city\"]}"
                .formatted(customer, sequence + 1)
                .getBytes(UTF_8);
        return Objects.requireNonNull(new PublishedEventSerde().deserialize("", headers, data));
    }
}
