package io.clientele.schemas.topic;

import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.failure.FailureCause;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Reads and writes as another one does, and refuses to write what is too large.
///
/// @param serde the other one; has no state
/// @param maxBytes the most that is written
record BoundedSerde<T>(Serde<T> serde, int maxBytes) implements Serde<T>, Serializer<T>, Deserializer<T> {
    static <T> Serde<T> of(Serde<T> serde, int maxBytes) {
        return serde instanceof BoundedSerde<T> bounded ? bounded : new BoundedSerde<>(serde, maxBytes);
    }

    @Override
    public Serializer<T> serializer() {
        return this;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        return bounded(serde.serializer().serialize(topic, value));
    }

    /// @throws MalformedRecordException with cause `TOO_LARGE`
    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T value) {
        return bounded(serde.serializer().serialize(topic, headers, value));
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        return serde.deserializer().deserialize(topic, value);
    }

    @Override
    public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] value) {
        return serde.deserializer().deserialize(topic, headers, value);
    }

    private byte @Nullable [] bounded(byte @Nullable [] bytes) {
        if (bytes != null && bytes.length > maxBytes) {
            throw new MalformedRecordException(
                    FailureCause.TOO_LARGE,
                    "a record of %d bytes, where at most %d are taken".formatted(bytes.length, maxBytes));
        }
        return bytes;
    }
}
