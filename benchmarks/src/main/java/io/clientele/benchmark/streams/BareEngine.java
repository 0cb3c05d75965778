package io.clientele.benchmark.streams;

import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// The floor: Debezium's engine and a producer, as its documentation shows them. Writes what the engine makes, at least
/// once, and keeps the position in a file. A program.
public final class BareEngine {
    private static final String WANTED = ".customer";

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    private BareEngine(KafkaProducer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /// @param arguments file of the engine's properties, bootstrap servers, topic
    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        try (InputStream file = Files.newInputStream(Path.of(arguments[0]))) {
            settings.load(file);
        }
        Map<String, Object> client = Map.of(
                "bootstrap.servers",
                arguments[1],
                "acks",
                "all",
                "compression.type",
                "lz4",
                "linger.ms",
                5,
                "batch.size",
                262_144);
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
                var engine = DebeziumEngine.create(Json.class)
                        .using(settings)
                        .notifying(new BareEngine(producer, arguments[2])::send)
                        .build()) {
            engine.run();
        }
    }

    private void send(
            List<ChangeEvent<String, String>> events,
            DebeziumEngine.RecordCommitter<ChangeEvent<String, String>> committer)
            throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        for (ChangeEvent<String, String> event : events) {
            // Heartbeats only move the position.
            if (event.destination().endsWith(WANTED)) {
                sent.add(producer.send(new ProducerRecord<>(topic, bytes(event.key()), bytes(event.value()))));
            }
        }
        producer.flush();
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        for (ChangeEvent<String, String> event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
