package io.clientele.stream.cdc;

import io.clientele.schemas.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The position that the engine starts from: read from Kafka before the engine was made, and handed over by
/// configuration, because the engine makes this object itself. It stores nothing: the position is committed in the
/// same Kafka transaction as the changes, and a store that failed here would only be a warning.
public final class PreloadedOffsets implements OffsetBackingStore {
    static final String KEY = "clientele.offset.key";
    static final String VALUE = "clientele.offset.value";

    private @Nullable JsonNode key;
    private byte @Nullable [] value;

    @Override
    public void configure(WorkerConfig config) {
        Map<String, String> settings = config.originalsStrings();
        String keyText = settings.get(KEY);
        String valueText = settings.get(VALUE);
        key = keyText == null ? null : Json.read(keyText.getBytes(StandardCharsets.UTF_8));
        value = valueText == null ? null : valueText.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        Map<ByteBuffer, ByteBuffer> found = new HashMap<>();
        for (ByteBuffer wanted : keys) {
            byte[] bytes = new byte[wanted.remaining()];
            wanted.duplicate().get(bytes);
            // The same key may be written with other white space.
            if (value != null && Json.read(bytes).equals(key)) {
                found.put(wanted, ByteBuffer.wrap(value));
            }
        }
        return CompletableFuture.completedFuture(found);
    }

    @Override
    @SuppressWarnings("NullAway") // Callback and Future of Void: null is its only value.
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, @Nullable Callback<Void> callback) {
        if (callback != null) {
            callback.onCompletion(null, null);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }
}
