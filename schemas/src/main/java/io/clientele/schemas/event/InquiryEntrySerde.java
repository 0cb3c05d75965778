package io.clientele.schemas.event;

import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// JSON; a null value is null.
public final class InquiryEntrySerde
        implements Serde<InquiryEntry>, Serializer<InquiryEntry>, Deserializer<InquiryEntry> {
    @Override
    public Serializer<InquiryEntry> serializer() {
        return this;
    }

    @Override
    public Deserializer<InquiryEntry> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable InquiryEntry entry) {
        return entry == null ? null : Json.write(entry);
    }

    /// @throws MalformedRecordException when the value has another shape
    @Override
    public @Nullable InquiryEntry deserialize(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        InquiryEntry entry = Json.read(value, InquiryEntry.class);
        require("tenant_id", entry.tenantId());
        require("inquiry_id", entry.inquiryId());
        require("customer_id", entry.customerId());
        require("status", entry.status());
        require("event_id", entry.eventId());
        require("received_at", entry.receivedAt());
        return entry;
    }

    private static void require(String name, @Nullable Object value) {
        if (value == null) {
            throw new MalformedRecordException("an inquiry without " + name);
        }
    }
}
