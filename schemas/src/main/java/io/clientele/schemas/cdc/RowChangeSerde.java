package io.clientele.schemas.cdc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.failure.FailureCause;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads and writes the Debezium envelope (value) together with its headers. A null value, the tombstone, is null.
public final class RowChangeSerde implements Serde<RowChange>, Serializer<RowChange>, Deserializer<RowChange> {
    /// What a change has in place of its images where it is larger than a record may be: how many bytes it has. Those
    /// who need only its key and headers can do without; the others give it to the dead letters.
    public static final String LEFT_OUT = "left_out_bytes";

    @Override
    public Serializer<RowChange> serializer() {
        return this;
    }

    @Override
    public Deserializer<RowChange> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}

    @Override
    public @Nullable RowChange deserialize(String topic, byte @Nullable [] value) {
        throw new UnsupportedOperationException("a change cannot be read without its headers");
    }

    /// @throws MalformedRecordException when the envelope is not complete, or its images were left out
    @Override
    public @Nullable RowChange deserialize(String topic, Headers headers, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        JsonNode envelope = Json.read(value);
        if (envelope.has(LEFT_OUT)) {
            throw new MalformedRecordException(
                    FailureCause.TOO_LARGE,
                    "a change of %d bytes, whose images were left out"
                            .formatted(envelope.path(LEFT_OUT).asLong(0)));
        }
        JsonNode source = envelope.path("source");
        if (!source.path("table").isString() || !source.path("lsn").isIntegralNumber()) {
            throw new MalformedRecordException("a change without source.table or source.lsn");
        }
        return new RowChange(
                source.path("table").asString(),
                ChangeKind.of(envelope.path("op").asString("")),
                row(envelope.path("before")),
                row(envelope.path("after")),
                source.path("lsn").longValue(),
                source.path("txId").asLong(0),
                Instant.ofEpochMilli(source.path("ts_ms").asLong(0)),
                header(headers, ChangeHeaders.OPERATION_KIND),
                uuid(header(headers, ChangeHeaders.ACTOR_ID)),
                header(headers, ChangeHeaders.TRACEPARENT));
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable RowChange change) {
        if (change == null) {
            return null;
        }
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("table", change.table());
        source.put("lsn", change.lsn());
        source.put("txId", change.transactionId());
        source.put("ts_ms", change.committedAt().toEpochMilli());
        Map<String, Object> envelope = new LinkedHashMap<>();
        if (change.before() != null) {
            envelope.put("before", change.before().json());
        }
        if (change.after() != null) {
            envelope.put("after", change.after().json());
        }
        envelope.put("source", source);
        envelope.put("op", change.kind().code());
        envelope.put("ts_ms", change.committedAt().toEpochMilli());
        return Json.write(envelope);
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable RowChange change) {
        if (change == null) {
            return null;
        }
        put(headers, ChangeHeaders.TABLE, change.table());
        put(headers, ChangeHeaders.OP, change.kind().code());
        put(headers, ChangeHeaders.LSN, Long.toString(change.lsn()));
        put(headers, ChangeHeaders.TENANT_ID, change.tenantId().toString());
        put(headers, ChangeHeaders.OPERATION_ID, change.operationId().toString());
        if (change.operationKind() != null) {
            put(headers, ChangeHeaders.OPERATION_KIND, change.operationKind());
        }
        if (change.actorId() != null) {
            put(headers, ChangeHeaders.ACTOR_ID, change.actorId().toString());
        }
        if (change.traceparent() != null) {
            put(headers, ChangeHeaders.TRACEPARENT, change.traceparent());
        }
        return serialize(topic, change);
    }

    private static @Nullable Row row(JsonNode image) {
        return image.isMissingNode() || image.isNull() ? null : new Row(image);
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }

    private static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException("header actor_id is no UUID");
        }
    }
}
