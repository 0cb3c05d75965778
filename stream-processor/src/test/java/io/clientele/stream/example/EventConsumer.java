package io.clientele.stream.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Follows the events of all customers from the first one on; needs nothing but `kafka-clients`. This is the consumer
/// of `docs/events.md`.
public final class EventConsumer implements AutoCloseable {
    private final KafkaConsumer<String, String> consumer;
    // Belongs into your database, written in the same transaction as what you make of the events.
    private final Map<String, Long> sequences = new HashMap<>();

    public EventConsumer(String bootstrapServers, String topic, String group) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        group,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(topic));
    }

    /// What has come, one line an event.
    public List<String> poll(Duration time) {
        List<String> lines = new ArrayList<>();
        for (ConsumerRecord<String, String> event : consumer.poll(time)) {
            String type = header(event, "ce_type");
            long sequence = Long.parseLong(header(event, "ce_sequence"));
            long last = sequences.getOrDefault(event.key(), 0L);
            if (sequence <= last) {
                continue; // delivered again: this consumer was restarted before it had committed
            }
            if (sequence > last + 1) {
                throw new IllegalStateException("an event of " + event.key() + " is missing");
            }
            sequences.put(event.key(), sequence);
            lines.add("%s %d %s %s".formatted(event.key(), sequence, type, event.value()));
        }
        consumer.commitSync();
        return lines;
    }

    private static String header(ConsumerRecord<?, ?> event, String name) {
        return new String(event.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
