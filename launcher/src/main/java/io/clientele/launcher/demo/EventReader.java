package io.clientele.launcher.demo;

import io.clientele.schemas.event.EventHeaders;
import io.clientele.schemas.event.EventType;
import io.clientele.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A plain consumer of `customer.events`, as any program outside could write it. Not thread-safe.
final class EventReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int KEPT = 3;

    private final KafkaConsumer<String, String> consumer;
    private final String topic = Topics.withPrefix("").events().name();
    // 64 bits of each id: enough to tell a million apart, and small.
    private final Set<Long> ids = new HashSet<>();
    private final List<ConsumerRecord<String, String>> kept = new ArrayList<>();
    private List<TopicPartition> partitions = List.of();
    private long created;

    EventReader(String bootstrap) {
        var properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    }

    /// Reads from where it stands to the present end.
    void readOn(String operationId) {
        if (partitions.isEmpty() && !assign()) {
            return;
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(event -> take(event, operationId));
        }
    }

    private boolean assign() {
        partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return !partitions.isEmpty();
    }

    private void take(ConsumerRecord<String, String> event, String operationId) {
        boolean ours = header(event, EventHeaders.OPERATION_ID).equals(operationId)
                && header(event, EventHeaders.TYPE).equals(EventType.CREATED.typeName());
        if (!ours) {
            return;
        }
        created++;
        String id = header(event, EventHeaders.ID);
        ids.add(((long) id.hashCode() << 32)
                ^ new StringBuilder(id).reverse().toString().hashCode());
        if (kept.size() < KEPT) {
            kept.add(event);
        }
    }

    private static String header(ConsumerRecord<?, ?> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /// How many `customer.created` the operation has made, repeats included.
    long created() {
        return created;
    }

    /// How many different ones.
    long distinctCreated() {
        return ids.size();
    }

    /// The first few events as a consumer sees them.
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (ConsumerRecord<String, String> each : kept) {
            lines.add("  partition %d, offset %d, key %s".formatted(each.partition(), each.offset(), each.key()));
            for (Header header : each.headers()) {
                lines.add("    %-16s %s".formatted(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            }
            lines.add("    " + each.value());
        }
        return lines;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
