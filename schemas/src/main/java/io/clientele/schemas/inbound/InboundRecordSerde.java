package io.clientele.schemas.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.event.EventHeaders;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.failure.FailureCause;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Reads CloudEvents 1.0 in binary mode that other systems wrote; nobody here writes any. A null value is null.
public final class InboundRecordSerde<E extends InboundEvent>
        implements Serde<InboundRecord<E>>, Deserializer<InboundRecord<E>> {
    /// The largest data that is read, in bytes: ids and facts are far smaller.
    public static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_TEXT = 1024;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Class<E> family;

    /// @param family what the topic carries
    public InboundRecordSerde(Class<E> family) {
        this.family = family;
    }

    @Override
    public Serializer<InboundRecord<E>> serializer() {
        return (topic, value) -> {
            throw new UnsupportedOperationException("inbound events are written by other systems");
        };
    }

    @Override
    public Deserializer<InboundRecord<E>> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}

    @Override
    public @Nullable InboundRecord<E> deserialize(String topic, byte @Nullable [] value) {
        throw new UnsupportedOperationException("an event cannot be read without its headers");
    }

    /// @throws MalformedRecordException when a header or a required fact is missing or has another shape, or the data
    ///     is larger than [#MAX_BYTES]
    @Override
    public @Nullable InboundRecord<E> deserialize(String topic, Headers headers, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        if (value.length > MAX_BYTES) {
            throw new MalformedRecordException(
                    FailureCause.TOO_LARGE, "the data is larger than %d bytes".formatted(MAX_BYTES));
        }
        if (!require(headers, EventHeaders.SPECVERSION).equals("1.0")) {
            throw new MalformedRecordException("header ce_specversion is not 1.0");
        }
        InboundType type = InboundType.of(require(headers, EventHeaders.TYPE), family);
        String schema = find(headers, EventHeaders.DATASCHEMA);
        if (schema != null && !schema.equals(type.schema())) {
            throw new MalformedRecordException(
                    FailureCause.UNKNOWN_SCHEMA, "unknown schema version: ce_dataschema is not " + type.schema());
        }
        UUID tenantId = tenant(require(headers, EventHeaders.TENANT_ID));
        UUID id = EventId.ofInbound(tenantId, require(headers, EventHeaders.SOURCE), require(headers, EventHeaders.ID));
        Instant time = time(require(headers, EventHeaders.TIME));
        E event = family.cast(Json.read(value, type.dataClass()));
        RequiredFacts.check(event);
        return new InboundRecord<>(id, tenantId, time, event);
    }

    private static UUID tenant(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException("header ce_tenantid is no UUID");
        }
    }

    private static Instant time(String text) {
        try {
            Instant time = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
                throw new MalformedRecordException("header ce_time is not of the years 2000 to 2199");
            }
            return time;
        } catch (DateTimeException e) {
            throw new MalformedRecordException("header ce_time is no RFC 3339 time");
        }
    }

    private static String require(Headers headers, String name) {
        String value = find(headers, name);
        if (value == null || value.isEmpty()) {
            throw new MalformedRecordException("header %s is missing".formatted(name));
        }
        if (value.length() > MAX_TEXT) {
            throw new MalformedRecordException("header %s is longer than %d characters".formatted(name, MAX_TEXT));
        }
        return value;
    }

    private static @Nullable String find(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
