package io.clientele.stream.cdc;

import io.clientele.schemas.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The position of the engine: at first the one that was read from Kafka before the engine was made (handed over by
/// configuration, because the engine makes this object itself), then the last one that the engine wants kept. It stores
/// nothing: the position is committed in the same Kafka transaction as the changes, and a store that failed here would
/// only be a warning. The connector asks for it to learn up to where PostgreSQL may forget the log; what it is told is
/// in
/// Kafka, because the engine hears of a batch's end only after that.
public final class PreloadedOffsets implements OffsetBackingStore {
    static final String KEY = "clientele.offset.key";
    static final String VALUE = "clientele.offset.value";

    // By JSON: the same key may be written with other white space.
    private final Map<JsonNode, byte[]> positions = new ConcurrentHashMap<>();

    @Override
    public void configure(WorkerConfig config) {
        Map<String, String> settings = config.originalsStrings();
        String key = settings.get(KEY);
        String value = settings.get(VALUE);
        if (key != null && value != null) {
            positions.put(Json.read(key.getBytes(StandardCharsets.UTF_8)), value.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        Map<ByteBuffer, ByteBuffer> found = new HashMap<>();
        for (ByteBuffer wanted : keys) {
            byte[] value = positions.get(Json.read(bytes(wanted)));
            if (value != null) {
                found.put(wanted, ByteBuffer.wrap(value));
            }
        }
        return CompletableFuture.completedFuture(found);
    }

    @Override
    @SuppressWarnings("NullAway") // Callback and Future of Void: null is its only value.
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, @Nullable Callback<Void> callback) {
        values.forEach((key, value) -> positions.put(Json.read(bytes(key)), bytes(value)));
        if (callback != null) {
            callback.onCompletion(null, null);
        }
        return CompletableFuture.completedFuture(null);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }
}
