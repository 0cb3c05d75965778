package io.clientele.benchmark.streams;

import io.clientele.schemas.event.EventHeaders;
import io.clientele.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/// Reads `customer.events` all the while, committed events only, and knows what is wrong with them: each customer's
/// events must be numbered 1, 2, 3 and so on. A gap is a lost one, a number that comes again a repeated one.
final class EventOracle implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread reader;
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final Map<UUID, Long> created = new ConcurrentHashMap<>();
    private final AtomicLong faults = new AtomicLong();
    private volatile long lastNanos = System.nanoTime();
    private volatile long silenceNanos;
    private volatile @Nullable RuntimeException failure;

    /// The topic exists.
    EventOracle(String bootstrap) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        String topic = Topics.withPrefix("").events().name();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        this.reader = Thread.ofPlatform().name("event-oracle").start(this::read);
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> event : consumer.poll(POLL)) {
                    see(event);
                }
            }
        } catch (WakeupException end) {
            return;
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void see(ConsumerRecord<String, byte[]> event) {
        long now = System.nanoTime();
        silenceNanos = Math.max(silenceNanos, now - lastNanos);
        lastNanos = now;
        long sequence = Long.parseLong(header(event, EventHeaders.SEQUENCE));
        long expected = sequences.getOrDefault(event.key(), 0L) + 1;
        if (sequence != expected) {
            faults.incrementAndGet();
        }
        sequences.put(event.key(), sequence);
        String type = header(event, EventHeaders.TYPE);
        if (type.equals("customer.created")) {
            created.put(UUID.fromString(event.key()), now);
        }
        counts.computeIfAbsent(type, each -> new AtomicLong()).incrementAndGet();
    }

    private static String header(ConsumerRecord<?, ?> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /// Events of a type seen so far.
    ///
    /// @throws IllegalStateException when one was lost or repeated, or the topic can't be read
    long count(String type) {
        RuntimeException problem = failure;
        if (problem != null) {
            throw new IllegalStateException("the events can't be read", problem);
        }
        if (faults.get() > 0) {
            throw new IllegalStateException(faults.get() + " events do not follow the one before");
        }
        AtomicLong count = counts.get(type);
        return count == null ? 0 : count.get();
    }

    /// When the creation of a customer was seen, by `System.nanoTime()`; null before.
    @Nullable
    Long createdNanos(UUID customer) {
        return created.get(customer);
    }

    /// Begins to look for the longest time without any event.
    void watchSilence() {
        lastNanos = System.nanoTime();
        silenceNanos = 0;
    }

    /// The longest time without any event since then.
    Duration silence() {
        return Duration.ofNanos(silenceNanos);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
