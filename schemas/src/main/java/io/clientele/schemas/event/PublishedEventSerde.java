package io.clientele.schemas.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.failure.FailureCause;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// CloudEvents 1.0 over Kafka in binary mode: context as headers, data as the value. A null value is null.
public final class PublishedEventSerde
        implements Serde<PublishedEvent>, Serializer<PublishedEvent>, Deserializer<PublishedEvent> {
    @Override
    public Serializer<PublishedEvent> serializer() {
        return this;
    }

    @Override
    public Deserializer<PublishedEvent> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable PublishedEvent event) {
        throw new UnsupportedOperationException("an event cannot be written without headers");
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable PublishedEvent event) {
        if (event == null) {
            return null;
        }
        EventContext context = event.context();
        put(headers, EventHeaders.SPECVERSION, "1.0");
        put(headers, EventHeaders.ID, context.id().toString());
        put(headers, EventHeaders.TYPE, event.type().typeName());
        put(headers, EventHeaders.SOURCE, "/tenants/" + context.tenantId());
        put(headers, EventHeaders.SUBJECT, event.event().subjectId().toString());
        put(headers, EventHeaders.TIME, context.time().toString());
        put(headers, EventHeaders.DATASCHEMA, event.type().schema());
        put(headers, EventHeaders.CONTENT_TYPE, "application/json");
        put(headers, EventHeaders.SEQUENCE, Long.toString(context.sequence()));
        put(headers, EventHeaders.TENANT_ID, context.tenantId().toString());
        put(headers, EventHeaders.OPERATION_ID, context.operationId().toString());
        put(headers, EventHeaders.BULK, Boolean.toString(context.bulk()));
        if (context.actorId() != null) {
            put(headers, EventHeaders.ACTOR_ID, context.actorId().toString());
        }
        if (context.traceparent() != null) {
            put(headers, EventHeaders.TRACEPARENT, context.traceparent());
        }
        return Json.write(event.event());
    }

    @Override
    public @Nullable PublishedEvent deserialize(String topic, byte @Nullable [] value) {
        throw new UnsupportedOperationException("an event cannot be read without its headers");
    }

    /// @throws MalformedRecordException when a header is missing, the data has another shape, or type or schema are
    /// not known here
    @Override
    public @Nullable PublishedEvent deserialize(String topic, Headers headers, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        EventType type = EventType.of(require(headers, EventHeaders.TYPE));
        if (!require(headers, EventHeaders.DATASCHEMA).equals(type.schema())) {
            throw new MalformedRecordException(
                    FailureCause.UNKNOWN_SCHEMA, "%s is read as %s only".formatted(type.typeName(), type.schema()));
        }
        String actor = find(headers, EventHeaders.ACTOR_ID);
        try {
            return new PublishedEvent(
                    new EventContext(
                            UUID.fromString(require(headers, EventHeaders.ID)),
                            UUID.fromString(require(headers, EventHeaders.TENANT_ID)),
                            Instant.parse(require(headers, EventHeaders.TIME)),
                            Long.parseLong(require(headers, EventHeaders.SEQUENCE)),
                            UUID.fromString(require(headers, EventHeaders.OPERATION_ID)),
                            Boolean.parseBoolean(require(headers, EventHeaders.BULK)),
                            actor == null ? null : UUID.fromString(actor),
                            find(headers, EventHeaders.TRACEPARENT)),
                    Json.read(value, type.dataClass()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedRecordException("a CloudEvents header has a value of another type");
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }

    private static String require(Headers headers, String name) {
        String value = find(headers, name);
        if (value == null) {
            throw new MalformedRecordException("header %s is missing".formatted(name));
        }
        return value;
    }

    private static @Nullable String find(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
