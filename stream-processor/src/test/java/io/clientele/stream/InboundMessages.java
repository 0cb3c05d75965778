package io.clientele.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.Json;
import io.clientele.schemas.inbound.InboundEvent;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Events as surrounding systems write them, for tests.
public final class InboundMessages {
    public static final String SOURCE = "//crm.example/webshop";

    private InboundMessages() {}

    /// @param id the other system's, any text
    public static Headers headers(UUID tenantId, String id, InboundEvent event, Instant time) {
        return new RecordHeaders()
                .add("ce_specversion", bytes("1.0"))
                .add("ce_id", bytes(id))
                .add("ce_source", bytes(SOURCE))
                .add("ce_type", bytes(event.type().typeName()))
                .add("ce_time", bytes(time.toString()))
                .add("ce_tenantid", bytes(tenantId.toString()))
                .add("x-note", bytes("Jane wants a call"));
    }

    /// With a text that nobody here is to keep.
    public static byte[] data(InboundEvent event) {
        var data = (tools.jackson.databind.node.ObjectNode) Json.tree(event);
        data.put("text", "Jane Doe asks for new brakes");
        return Json.write(data);
    }

    /// To be sent, keyed by customer.
    public static ProducerRecord<byte[], byte[]> record(
            String topic, UUID tenantId, String id, InboundEvent event, Instant time) {
        return new ProducerRecord<>(
                topic,
                null,
                null,
                bytes(event.customerId().toString()),
                data(event),
                headers(tenantId, id, event, time));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
