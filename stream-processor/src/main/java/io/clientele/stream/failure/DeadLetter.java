package io.clientele.stream.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.topic.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A record on its way to the dead letters of its topic: its own bytes and headers, and why it is there.
public final class DeadLetter {
    /// Why: our own message, else only the exception's class, because others may quote the record.
    public static final String REASON = "dead_letter_reason";
    /// Where the record came from.
    public static final String TOPIC = "dead_letter_topic";

    public static final String PARTITION = "dead_letter_partition";
    public static final String OFFSET = "dead_letter_offset";
    /// Who could not process it: a consumer group, or a step of a topology. Others may have.
    public static final String CONSUMER = "dead_letter_consumer";

    private DeadLetter() {}

    /// The record to send.
    public static ProducerRecord<byte[], byte[]> of(
            String consumer,
            String topic,
            int partition,
            long offset,
            Headers headers,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Exception cause) {
        Headers all = new RecordHeaders(headers.toArray())
                .add(REASON, reason(cause).getBytes(UTF_8))
                .add(TOPIC, topic.getBytes(UTF_8))
                .add(PARTITION, Integer.toString(partition).getBytes(UTF_8))
                .add(OFFSET, Long.toString(offset).getBytes(UTF_8))
                .add(CONSUMER, consumer.getBytes(UTF_8));
        return new ProducerRecord<>(topic + Topic.DEAD_LETTERS, null, null, key, value, all);
    }

    /// What may be written down about a failure.
    public static String reason(Exception cause) {
        String name = cause.getClass().getSimpleName();
        return cause instanceof MalformedRecordException ? name + ": " + cause.getMessage() : name;
    }
}
