package io.clientele.schemas.event;

import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// JSON; a null value is null.
public final class HourlyCountSerde implements Serde<HourlyCount>, Serializer<HourlyCount>, Deserializer<HourlyCount> {
    @Override
    public Serializer<HourlyCount> serializer() {
        return this;
    }

    @Override
    public Deserializer<HourlyCount> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable HourlyCount count) {
        return count == null ? null : Json.write(count);
    }

    /// @throws MalformedRecordException when the value has another shape
    @Override
    public @Nullable HourlyCount deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        HourlyCount count = Json.read(value, HourlyCount.class);
        require("tenant_id", count.tenantId());
        require("metric", count.metric());
        require("hour", count.hour());
        return count;
    }

    private static void require(String name, @Nullable Object value) {
        if (value == null) {
            throw new MalformedRecordException("a count without " + name);
        }
    }
}
