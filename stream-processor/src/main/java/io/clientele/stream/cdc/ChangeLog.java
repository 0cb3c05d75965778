package io.clientele.stream.cdc;

import io.clientele.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.source.SourceRecord;

/// Where changes go: Kafka, each batch in one transaction with the position after it. Good until the first failure;
/// nothing is retried with a producer that failed, because only `initTransactions` of a new one tells what became of
/// an open transaction.
final class ChangeLog implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final OffsetLog offsets;

    /// Fences the predecessor, and ends what it left open.
    ///
    /// @param kafka how to reach the broker
    ChangeLog(CaptureSettings settings, Topics topics, Map<String, Object> kafka) {
        this.offsets = new OffsetLog(topics.offsets(), kafka, settings.slot());
        this.producer = new KafkaProducer<>(
                producerSettings(settings, topics, kafka), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /// How far the changes in Kafka reach; empty before the first.
    Optional<Position> position() {
        return offsets.read(ConnectorSettings.SOURCE_PARTITION).map(Position::parse);
    }

    /// The key that the engine asks its position by, as JSON.
    String positionKey() {
        return offsets.key(ConnectorSettings.SOURCE_PARTITION);
    }

    /// Sends changes and the position of the last one, and returns when all of it is committed.
    ///
    /// @throws org.apache.kafka.common.KafkaException when that is not known to have happened
    void commit(List<ProducerRecord<byte[], byte[]>> changes, SourceRecord last) {
        producer.beginTransaction();
        changes.forEach(producer::send);
        producer.send(offsets.record(last.sourcePartition(), last.sourceOffset()));
        producer.commitTransaction();
    }

    private static Map<String, Object> producerSettings(
            CaptureSettings settings, Topics topics, Map<String, Object> kafka) {
        Map<String, Object> all = new HashMap<>(kafka);
        all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.changes().name() + "-" + settings.slot());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, 262_144);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        all.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
        return all;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
