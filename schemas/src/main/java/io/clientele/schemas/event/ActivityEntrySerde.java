package io.clientele.schemas.event;

import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// JSON; a null value is null.
public final class ActivityEntrySerde
        implements Serde<ActivityEntry>, Serializer<ActivityEntry>, Deserializer<ActivityEntry> {
    @Override
    public Serializer<ActivityEntry> serializer() {
        return this;
    }

    @Override
    public Deserializer<ActivityEntry> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable ActivityEntry entry) {
        return entry == null ? null : Json.write(entry);
    }

    /// @throws MalformedRecordException when the value has another shape
    @Override
    public @Nullable ActivityEntry deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        ActivityEntry entry = Json.read(value, ActivityEntry.class);
        require("id", entry.id());
        require("tenant_id", entry.tenantId());
        require("customer_id", entry.customerId());
        require("activity_type", entry.activityType());
        require("description", entry.description());
        require("created_at", entry.createdAt());
        require("operation_id", entry.operationId());
        return entry;
    }

    private static void require(String name, @Nullable Object value) {
        if (value == null) {
            throw new MalformedRecordException("an activity without " + name);
        }
    }
}
