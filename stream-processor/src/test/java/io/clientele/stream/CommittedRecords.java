package io.clientele.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/// Everything committed on a topic, read from the start, for tests. Customer events have to keep to their schemas.
public final class CommittedRecords implements AutoCloseable {
    /// A header of records that a test sends itself to see them refused, and that need not be events of ours.
    static final String FOREIGN = "foreign";

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();

    public CommittedRecords(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> consumer.partitionsFor(topic).stream()
                                .map(info -> new TopicPartition(topic, info.partition()))
                                .toList(),
                        found -> !found.isEmpty());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Reads until at least `count` records match, or the time is over; then on for a moment, so that what should not
    /// come has had its chance. Returns all that match.
    public List<ConsumerRecord<String, byte[]>> await(
            int count, Duration time, Predicate<ConsumerRecord<String, byte[]>> matches) {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline && all.stream().filter(matches).count() < count) {
            poll(200);
        }
        poll(500);
        poll(500);
        return all.stream().filter(matches).toList();
    }

    /// Everything read up to now, after one more look.
    public List<ConsumerRecord<String, byte[]>> poll(long millis) {
        consumer.poll(Duration.ofMillis(millis)).forEach(record -> {
            if (isEvent(record)) {
                ValidEvents.check(record.headers(), record.value());
            }
            all.add(record);
        });
        return all;
    }

    private static boolean isEvent(ConsumerRecord<String, byte[]> record) {
        return record.topic().endsWith("customer.events") && record.headers().lastHeader(FOREIGN) == null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
