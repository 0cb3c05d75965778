package io.clientele.search.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Where records go that can not be indexed: their bytes as they were, the reason in headers. Connects with the first.
final class DeadLetters implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 30;

    private final KafkaConnection kafka;
    private final String topic;
    private final String consumer;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /// @param consumer who gave the record up
    DeadLetters(KafkaConnection kafka, String topic, String consumer) {
        this.kafka = kafka;
        this.topic = topic;
        this.consumer = consumer;
    }

    /// Returns when the broker has it.
    ///
    /// @param reason without any value of the record
    /// @throws KafkaException when the broker does not take it in time
    void send(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        Map.of(
                        "dead-letter-reason", reason,
                        "dead-letter-consumer", consumer,
                        "dead-letter-topic", record.topic(),
                        "dead-letter-partition", Integer.toString(record.partition()),
                        "dead-letter-offset", Long.toString(record.offset()))
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(UTF_8)));
        try {
            producer().send(letter).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new KafkaException("the dead letter was not taken", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(stopped);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    kafka.with(Map.of(
                            "acks",
                            "all",
                            "enable.idempotence",
                            true,
                            "delivery.timeout.ms",
                            25_000,
                            "request.timeout.ms",
                            10_000,
                            "max.block.ms",
                            10_000,
                            "buffer.memory",
                            4L << 20)),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }
}
