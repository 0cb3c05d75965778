package io.clientele.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.clientele.schemas.event.EventHeaders;
import io.clientele.schemas.event.EventType;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.event.PublishedEventSerde;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads events for tests and holds each against the JSON Schema of its type: an event that does not keep to it fails
/// the test that reads it.
public final class ValidEvents implements Deserializer<PublishedEvent> {
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private final PublishedEventSerde serde = new PublishedEventSerde();

    @Override
    public @Nullable PublishedEvent deserialize(String topic, byte @Nullable [] data) {
        throw new UnsupportedOperationException("an event cannot be read without its headers");
    }

    @Override
    public @Nullable PublishedEvent deserialize(String topic, Headers headers, byte @Nullable [] data) {
        check(headers, data);
        return serde.deserialize(topic, headers, data);
    }

    /// @param data null for a tombstone, which is no event
    public static void check(Headers headers, byte @Nullable [] data) {
        if (data == null) {
            return;
        }
        String type = header(headers, EventHeaders.TYPE);
        String schema = header(headers, EventHeaders.DATASCHEMA);
        assertThat(schema).startsWith("urn:clientele:event:" + type + ":");
        if (!schema.equals(EventType.of(type).schema())) {
            return; // of a version to come, whose schema is not here
        }
        assertThat(SCHEMAS.computeIfAbsent(type, ValidEvents::schema)
                        .validate(new String(data, UTF_8), InputFormat.JSON))
                .as(type)
                .isEmpty();
    }

    private static Schema schema(String type) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(EventType.class.getResourceAsStream("/events/" + type + ".json"), InputFormat.JSON);
    }

    private static String header(Headers headers, String name) {
        return new String(Objects.requireNonNull(headers.lastHeader(name), name).value(), UTF_8);
    }
}
