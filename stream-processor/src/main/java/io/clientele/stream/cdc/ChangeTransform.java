package io.clientele.stream.cdc;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/// For Kafka Connect: makes of the connector's record what the engine of this application sends, so that consumers see
/// no difference. Keys, values and headers are bytes; the worker has to write them as they are (`ByteArrayConverter`).
public final class ChangeTransform implements Transformation<SourceRecord> {
    static final String TOPIC = "topic";
    static final String JDBC_URL = "jdbc.url";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";

    private static final ConfigDef SETTINGS = new ConfigDef()
            .define(TOPIC, Type.STRING, Importance.HIGH, "The topic of changes")
            .define(JDBC_URL, Type.STRING, Importance.HIGH, "The captured database, asked for operations")
            .define(USERNAME, Type.STRING, Importance.HIGH, "A role that sees the operations of all tenants")
            .define(PASSWORD, Type.PASSWORD, Importance.HIGH, "Its password");

    private @Nullable OperationLookup operations;
    private @Nullable ChangeWriter writer;

    @Override
    public void configure(Map<String, ?> configs) {
        AbstractConfig settings = new AbstractConfig(SETTINGS, configs, false);
        operations = new OperationLookup(
                settings.getString(JDBC_URL),
                settings.getString(USERNAME),
                settings.getPassword(PASSWORD).value());
        writer = new ChangeWriter(settings.getString(TOPIC), operations);
    }

    /// What is no row change keeps its topic and loses its content: a worker remembers the position of no record that
    /// a transformation drops, and heartbeats are there to move it.
    @Override
    public SourceRecord apply(SourceRecord source) {
        if (writer == null) {
            throw new IllegalStateException("not configured");
        }
        Optional<ProducerRecord<byte[], byte[]>> change = writer.write(source);
        return change.map(record -> source.newRecord(
                        record.topic(),
                        null,
                        Schema.BYTES_SCHEMA,
                        record.key(),
                        Schema.BYTES_SCHEMA,
                        record.value(),
                        source.timestamp(),
                        headers(record)))
                .orElseGet(() -> source.newRecord(
                        source.topic(),
                        null,
                        Schema.OPTIONAL_BYTES_SCHEMA,
                        null,
                        Schema.OPTIONAL_BYTES_SCHEMA,
                        null,
                        source.timestamp(),
                        new ConnectHeaders()));
    }

    private static ConnectHeaders headers(ProducerRecord<byte[], byte[]> record) {
        ConnectHeaders headers = new ConnectHeaders();
        for (Header header : record.headers()) {
            headers.addBytes(header.key(), header.value());
        }
        return headers;
    }

    @Override
    public ConfigDef config() {
        return SETTINGS;
    }

    @Override
    public void close() {
        if (operations != null) {
            operations.close();
        }
    }
}
