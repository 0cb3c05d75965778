package io.clientele.stream.cdc;

import io.clientele.schemas.Json;
import io.clientele.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The source position in `cdc.offsets`: keys and values as Kafka Connect writes them, one key an engine.
final class OffsetLog {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MAX_EMPTY_POLLS = 100;

    private final Topic<byte[], byte[]> topic;
    private final Map<String, Object> kafka;
    private final String engineName;

    /// @param kafka how to reach the broker
    OffsetLog(Topic<byte[], byte[]> topic, Map<String, Object> kafka, String engineName) {
        this.topic = topic;
        this.kafka = kafka;
        this.engineName = engineName;
    }

    /// The key of a source partition, as JSON.
    String key(Map<String, ?> sourcePartition) {
        return new String(Json.write(List.of(engineName, sourcePartition)), StandardCharsets.UTF_8);
    }

    /// What to send in the same transaction as the changes up to there. The offset is kept whole: the number of
    /// changes already processed in it is what lets a restart go on inside a transaction.
    ProducerRecord<byte[], byte[]> record(Map<String, ?> sourcePartition, Map<String, ?> sourceOffset) {
        return new ProducerRecord<>(
                topic.name(), 0, key(sourcePartition).getBytes(StandardCharsets.UTF_8), Json.write(sourceOffset));
    }

    /// The last committed position, as JSON. Only true after `initTransactions` has ended what a predecessor left open.
    Optional<String> read(Map<String, ?> sourcePartition) {
        JsonNode wanted = Json.read(key(sourcePartition).getBytes(StandardCharsets.UTF_8));
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        Map<String, Object> settings = new java.util.HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        byte @Nullable [] last = null;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            int emptyPolls = 0;
            while (consumer.position(partition) < end) {
                var records = consumer.poll(POLL);
                emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
                if (emptyPolls > MAX_EMPTY_POLLS) {
                    throw new TimeoutException("could not read %s up to offset %d".formatted(topic.name(), end));
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (Json.read(record.key()).equals(wanted)) {
                        last = record.value();
                    }
                }
            }
        }
        return Optional.ofNullable(last).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
