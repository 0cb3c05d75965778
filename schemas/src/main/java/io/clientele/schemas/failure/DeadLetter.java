package io.clientele.schemas.failure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.topic.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A record that someone could not process, on the dead letters of its topic: its own key, value and headers, and why
/// it is there in further headers. It can be sent to its topic again as it was ([#redriven]).
///
/// @param failure why it is there
/// @param consumer who could not process it: a consumer group, or a step of a topology; others may have
/// @param topic that it was on
/// @param partition where it was when it was first sent; a redriven record keeps that place as its name
/// @param offset where it was when it was first sent
/// @param redriven how often it was sent again before this failure
/// @param headers its own
/// @param key as it was; null for none
/// @param value as it was; null for a tombstone, and where it is not complete
/// @param valueBytes length of the value as it was; 0 for none
/// @param isComplete false where the record was too large for a letter, which then has no value
public record DeadLetter(
        Failure failure,
        String consumer,
        String topic,
        int partition,
        long offset,
        int redriven,
        Headers headers,
        byte @Nullable [] key,
        byte @Nullable [] value,
        int valueBytes,
        boolean isComplete) {
    /// What the headers of a letter begin with; no other header may.
    private static final String PREFIX = "dead_letter_";

    /// [FailureCause#text].
    public static final String CAUSE = PREFIX + "cause";

    public static final String REASON = PREFIX + "reason";
    public static final String TOPIC = PREFIX + "topic";
    /// Decimal, like the three below. Stays on the record when it is redriven.
    public static final String PARTITION = PREFIX + "partition";
    /// Stays on the record when it is redriven.
    public static final String OFFSET = PREFIX + "offset";
    /// How often it was sent again; stays on the record.
    public static final String REDRIVEN = PREFIX + "redriven";
    /// Only where the value was too large and is left out.
    public static final String VALUE_BYTES = PREFIX + "value_bytes";

    public static final String CONSUMER = PREFIX + "consumer";

    /// The letter of a record, to be sent.
    ///
    /// @param record as it was read
    public static ProducerRecord<byte[], byte[]> of(
            String consumer, Failure failure, ConsumerRecord<byte[], byte[]> record) {
        Headers own = own(record.headers());
        long frame = size(own) + length(record.key());
        boolean isFramed = frame <= Topic.MAX_RECORD_BYTES;
        boolean isComplete = frame + length(record.value()) <= Topic.MAX_RECORD_BYTES;
        Headers all = new RecordHeaders(isFramed ? own.toArray() : new Header[0])
                .add(CAUSE, failure.cause().text().getBytes(UTF_8))
                .add(REASON, failure.reason().getBytes(UTF_8))
                .add(TOPIC, record.topic().getBytes(UTF_8))
                .add(CONSUMER, consumer.getBytes(UTF_8));
        // A record that was redriven is known by the place that it had at first.
        add(all, PARTITION, number(record.headers(), PARTITION, record.partition()));
        add(all, OFFSET, number(record.headers(), OFFSET, record.offset()));
        add(all, REDRIVEN, number(record.headers(), REDRIVEN, 0));
        if (!isComplete) {
            add(all, VALUE_BYTES, length(record.value()));
        }
        return new ProducerRecord<>(
                record.topic() + Topic.DEAD_LETTERS,
                null,
                null,
                isFramed ? record.key() : null,
                isComplete ? record.value() : null,
                all);
    }

    /// Reads a letter. What its headers do not say is taken from where it lies.
    ///
    /// @param letter from a topic of dead letters
    public static DeadLetter read(ConsumerRecord<byte[], byte[]> letter) {
        Headers headers = letter.headers();
        String name = letter.topic();
        String topic = name.endsWith(Topic.DEAD_LETTERS)
                ? name.substring(0, name.length() - Topic.DEAD_LETTERS.length())
                : name;
        boolean isComplete = headers.lastHeader(VALUE_BYTES) == null;
        return new DeadLetter(
                new Failure(FailureCause.of(text(headers, CAUSE, "")), text(headers, REASON, "no reason given")),
                text(headers, CONSUMER, "unknown"),
                topic,
                whole(headers, PARTITION, letter.partition()),
                number(headers, OFFSET, letter.offset()),
                whole(headers, REDRIVEN, 0),
                own(headers),
                letter.key(),
                letter.value(),
                isComplete ? length(letter.value()) : whole(headers, VALUE_BYTES, 0),
                isComplete);
    }

    /// The record as it was, to be sent to its topic and partition again. It carries the place that it had at first
    /// and how often it was sent again, so that it is the same letter if it fails again.
    ///
    /// @throws IllegalStateException when it is not complete
    public ProducerRecord<byte[], byte[]> redrive() {
        if (!isComplete) {
            throw new IllegalStateException("a letter without its value can not be sent again");
        }
        Headers again = new RecordHeaders(headers.toArray());
        add(again, PARTITION, partition);
        add(again, OFFSET, offset);
        add(again, REDRIVEN, redriven + 1L);
        return new ProducerRecord<>(topic, partition, null, key, value, again);
    }

    /// A header of the record; null where there is none, or no value.
    public static @Nullable String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static String text(Headers headers, String name, String otherwise) {
        String value = header(headers, name);
        return value == null ? otherwise : value;
    }

    private static int whole(Headers headers, String name, int otherwise) {
        return (int) Math.min(Integer.MAX_VALUE, number(headers, name, otherwise));
    }

    private static long number(Headers headers, String name, long otherwise) {
        String value = header(headers, name);
        // Anyone may send such a header: one that is no such number says nothing.
        return value != null && value.matches("\\d{1,18}") ? Long.parseLong(value) : otherwise;
    }

    private static void add(Headers headers, String name, long value) {
        headers.add(name, Long.toString(value).getBytes(UTF_8));
    }

    private static Headers own(Headers headers) {
        Headers own = new RecordHeaders();
        headers.forEach(header -> {
            if (!header.key().startsWith(PREFIX)) {
                own.add(header);
            }
        });
        return own;
    }

    private static long size(Headers headers) {
        long size = 0;
        for (Header header : headers) {
            size += header.key().length() * 3L + length(header.value());
        }
        return size;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
