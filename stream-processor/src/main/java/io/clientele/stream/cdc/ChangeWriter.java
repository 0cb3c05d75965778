package io.clientele.stream.cdc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.cdc.ChangeHeaders;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.cdc.RowChangeSerde;
import io.clientele.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes Debezium's change as the record of `cdc.changes`: the envelope as JSON without a schema and without nulls,
/// bytes as base64. Written by hand because this is on the path of every change (CDC.md: half the cost of the
/// generic converter). A change that is larger than a record may be goes without its images.
final class ChangeWriter {
    private static final String HEARTBEAT_TABLE = "cdc_heartbeat";

    private final JsonFactory json = new JsonFactory();
    private final String topic;
    private final OperationLookup operations;

    ChangeWriter(String topic, OperationLookup operations) {
        this.topic = topic;
        this.operations = operations;
    }

    /// Empty for what only moves the position: heartbeats and everything that is no row change.
    Optional<ProducerRecord<byte[], byte[]>> write(SourceRecord record) {
        if (!(record.value() instanceof Struct envelope)
                || envelope.schema().field("op") == null
                || envelope.schema().field("source") == null) {
            return Optional.empty();
        }
        Struct source = envelope.getStruct("source");
        String table = source.getString("table");
        if (HEARTBEAT_TABLE.equals(table)) {
            return Optional.empty();
        }
        Struct after = envelope.getStruct("after");
        Struct row = after == null ? envelope.getStruct("before") : after;
        if (row == null) {
            return Optional.empty();
        }
        String op = envelope.getString("op");
        String tenantId = row.getString("tenant_id");
        boolean isOperation = RowChange.OPERATION.equals(table);
        String operationId = row.getString(isOperation ? "id" : "operation_id");
        OperationLookup.Operation seen = isOperation ? operation(row) : null;
        if (seen != null) {
            operations.remember(operationId, seen);
        }
        Headers headers = new RecordHeaders();
        add(headers, ChangeHeaders.TABLE, table);
        add(headers, ChangeHeaders.OP, op);
        add(headers, ChangeHeaders.LSN, String.valueOf(source.getInt64("lsn")));
        add(headers, ChangeHeaders.TENANT_ID, tenantId);
        add(headers, ChangeHeaders.OPERATION_ID, operationId);
        Optional<OperationLookup.Operation> operation =
                seen == null ? operations.find(tenantId, operationId) : Optional.of(seen);
        operation.ifPresent(known -> {
            add(headers, ChangeHeaders.OPERATION_KIND, known.kind());
            add(headers, ChangeHeaders.ACTOR_ID, known.actorId());
            if (known.traceparent() != null) {
                add(headers, ChangeHeaders.TRACEPARENT, known.traceparent());
            }
        });
        String key = row.getString(isOperation || RowChange.CUSTOMER.equals(table) ? "id" : "customer_id");
        byte[] value = value(envelope, source, table, op);
        if (value.length > Topic.MAX_RECORD_BYTES) {
            value = stub(value.length, source, table, op);
        }
        return Optional.of(new ProducerRecord<>(topic, null, null, key.getBytes(UTF_8), value, headers));
    }

    private static OperationLookup.Operation operation(Struct row) {
        // A change of before the column was added has none.
        boolean isTraced = row.schema().field("traceparent") != null;
        return new OperationLookup.Operation(
                row.getString("kind"), row.getString("actor_id"), isTraced ? row.getString("traceparent") : null);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private byte[] value(Struct envelope, Struct source, String table, String op) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            writeRow(out, "before", envelope.getStruct("before"));
            writeRow(out, "after", envelope.getStruct("after"));
            writeSource(out, source, table);
            out.writeStringProperty("op", op);
            writeNumber(out, "ts_ms", envelope.getInt64("ts_ms"));
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// The change without its images: the producer would fail on them, and capture would never come past them.
    private byte[] stub(int leftOut, Struct source, String table, String op) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            writeSource(out, source, table);
            out.writeStringProperty("op", op);
            out.writeNumberProperty(RowChangeSerde.LEFT_OUT, leftOut);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeSource(JsonGenerator out, Struct source, String table) {
        out.writeName("source");
        out.writeStartObject();
        out.writeStringProperty("table", table);
        writeNumber(out, "lsn", source.getInt64("lsn"));
        writeNumber(out, "txId", source.getInt64("txId"));
        writeNumber(out, "ts_ms", source.getInt64("ts_ms"));
        out.writeEndObject();
    }

    private static void writeNumber(JsonGenerator out, String name, @Nullable Long value) {
        if (value != null) {
            out.writeNumberProperty(name, value);
        }
    }

    private static void writeRow(JsonGenerator out, String name, @Nullable Struct row) {
        if (row == null) {
            return;
        }
        out.writeName(name);
        out.writeStartObject();
        for (Field field : row.schema().fields()) {
            Object value = row.get(field);
            if (value != null) {
                out.writeName(field.name());
                writeValue(out, value);
            }
        }
        out.writeEndObject();
    }

    private static void writeValue(JsonGenerator out, Object value) {
        switch (value) {
            case String text -> out.writeString(text);
            case ByteBuffer buffer -> {
                ByteBuffer copy = buffer.duplicate();
                byte[] bytes = new byte[copy.remaining()];
                copy.get(bytes);
                out.writeBinary(bytes);
            }
            case byte[] bytes -> out.writeBinary(bytes);
            case Boolean flag -> out.writeBoolean(flag);
            case Short number -> out.writeNumber(number);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case List<?> list -> {
                out.writeStartArray();
                for (Object element : list) {
                    if (element == null) {
                        out.writeNull();
                    } else {
                        writeValue(out, element);
                    }
                }
                out.writeEndArray();
            }
            default ->
                throw new IllegalStateException("a column of type %s cannot be written"
                        .formatted(value.getClass().getName()));
        }
    }
}
