package io.clientele.search.index;

import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.failure.Failure;
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
    private final String consumer;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /// @param consumer who gave the record up
    DeadLetters(KafkaConnection kafka, String consumer) {
        this.kafka = kafka;
        this.consumer = consumer;
    }

    /// Returns when the broker has it.
    ///
    /// @throws KafkaException when the broker does not take it in time
    void send(ConsumerRecord<byte[], byte[]> record, Failure failure) {
        ProducerRecord<byte[], byte[]> letter = DeadLetter.of(consumer, failure, record);
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
