package io.clientele.schemas.event;

import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// JSON; a null value is null.
public final class NotificationEntrySerde
        implements Serde<NotificationEntry>, Serializer<NotificationEntry>, Deserializer<NotificationEntry> {
    @Override
    public Serializer<NotificationEntry> serializer() {
        return this;
    }

    @Override
    public Deserializer<NotificationEntry> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable NotificationEntry entry) {
        return entry == null ? null : Json.write(entry);
    }

    /// @throws MalformedRecordException when the value has another shape
    @Override
    public @Nullable NotificationEntry deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        NotificationEntry entry = Json.read(value, NotificationEntry.class);
        require("id", entry.id());
        require("tenant_id", entry.tenantId());
        require("recipient_professional_id", entry.recipientProfessionalId());
        require("kind", entry.kind());
        require("event_id", entry.eventId());
        require("event_type", entry.eventType());
        require("operation_id", entry.operationId());
        require("created_at", entry.createdAt());
        JsonNode facts = entry.facts();
        if (facts == null || !facts.isObject()) {
            throw new MalformedRecordException("a notification whose facts are no object");
        }
        return entry;
    }

    private static void require(String name, @Nullable Object value) {
        if (value == null) {
            throw new MalformedRecordException("a notification without " + name);
        }
    }
}
