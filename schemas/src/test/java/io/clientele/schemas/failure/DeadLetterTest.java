package io.clientele.schemas.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.topic.Topic;
import io.clientele.schemas.topic.Topics;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B015")
class DeadLetterTest {
    private static final Failure FAILURE = new Failure(FailureCause.MALFORMED, "no id");

    @Test
    void carriesTheRecordAsItWasAndWhyItFailed() {
        Headers own = new RecordHeaders().add("table", "customer".getBytes(UTF_8));
        ProducerRecord<byte[], byte[]> sent = DeadLetter.of("group", FAILURE, record("k", bytes("{}"), own));

        DeadLetter letter = DeadLetter.read(received(sent));

        assertThat(sent.topic()).isEqualTo("cdc.changes.dead-letters");
        assertThat(letter.failure()).isEqualTo(FAILURE);
        assertThat(letter.consumer()).isEqualTo("group");
        assertThat(letter.topic()).isEqualTo("cdc.changes");
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.offset()).isEqualTo(42);
        assertThat(letter.redriven()).isZero();
        assertThat(letter.headers().toArray()).containsExactly(own.toArray());
        assertThat(letter.key()).asString().isEqualTo("k");
        assertThat(letter.value()).asString().isEqualTo("{}");
        assertThat(letter.valueBytes()).isEqualTo(2);
        assertThat(letter.isComplete()).isTrue();
    }

    @Test
    void isSentAgainAsItWasAndKeepsItsPlaceWhenItFailsAgain() {
        Headers own = new RecordHeaders().add("table", "customer".getBytes(UTF_8));
        DeadLetter first = DeadLetter.read(received(DeadLetter.of("group", FAILURE, record("k", bytes("{}"), own))));

        ProducerRecord<byte[], byte[]> again = first.redrive();
        ConsumerRecord<byte[], byte[]> elsewhere = new ConsumerRecord<>(
                again.topic(),
                3,
                999,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                again.key(),
                again.value(),
                again.headers(),
                Optional.empty());
        DeadLetter second = DeadLetter.read(received(DeadLetter.of("group", FAILURE, elsewhere)));

        assertThat(again.topic()).isEqualTo("cdc.changes");
        assertThat(again.partition()).isEqualTo(3);
        assertThat(again.value()).asString().isEqualTo("{}");
        assertThat(DeadLetter.header(again.headers(), "table")).isEqualTo("customer");
        assertThat(DeadLetter.header(again.headers(), DeadLetter.REASON)).isNull();
        assertThat(second.redriven()).isEqualTo(1);
        assertThat(second.offset()).isEqualTo(42);
        assertThat(second.headers().toArray()).containsExactly(own.toArray());
    }

    @Test
    void leavesOutAValueThatWouldNotFitAndSaysHowLongItWas() {
        DeadLetter letter = DeadLetter.read(
                received(DeadLetter.of("group", FAILURE, record("k", new byte[1_000_000], new RecordHeaders()))));
        DeadLetter monster = DeadLetter.read(received(DeadLetter.of(
                "group", FAILURE, record("k", bytes("{}"), new RecordHeaders().add("x", new byte[1_000_000])))));

        assertThat(letter.value()).isNull();
        assertThat(letter.valueBytes()).isEqualTo(1_000_000);
        assertThat(letter.isComplete()).isFalse();
        assertThat(letter.key()).asString().isEqualTo("k");
        assertThatThrownBy(letter::redrive).isInstanceOf(IllegalStateException.class);
        assertThat(monster.isComplete()).isFalse();
        assertThat(monster.headers()).isEmpty();
    }

    @Test
    void keepsATombstone() {
        DeadLetter letter =
                DeadLetter.read(received(DeadLetter.of("group", FAILURE, record("k", null, new RecordHeaders()))));

        assertThat(letter.isComplete()).isTrue();
        assertThat(letter.redrive().value()).isNull();
    }

    @Test
    void takesWhatHeadersDoNotSayFromWhereItLies() {
        ConsumerRecord<byte[], byte[]> strange =
                new ConsumerRecord<>("cdc.changes.dead-letters", 0, 7, null, bytes("?"));
        strange.headers().add(DeadLetter.OFFSET, bytes("-1x")).add(DeadLetter.CAUSE, bytes("fun"));

        DeadLetter letter = DeadLetter.read(strange);

        assertThat(letter.topic()).isEqualTo("cdc.changes");
        assertThat(letter.offset()).isEqualTo(7);
        assertThat(letter.consumer()).isEqualTo("unknown");
        assertThat(letter.failure()).isEqualTo(new Failure(FailureCause.FAILED, "no reason given"));
    }

    @Test
    void namesNothingOfOthersButTheirClass() {
        assertThat(Failure.of(new IllegalStateException("jane@example.com")))
                .isEqualTo(new Failure(FailureCause.FAILED, "IllegalStateException"));
        assertThat(Failure.of(new MalformedRecordException(FailureCause.UNKNOWN_SCHEMA, "type")))
                .isEqualTo(new Failure(FailureCause.UNKNOWN_SCHEMA, "MalformedRecordException: type"));
        assertThat(Failure.refused(new IllegalStateException("x")).cause()).isEqualTo(FailureCause.REFUSED);
    }

    @Test
    void isNeededForNoRecordThatATopicLetsOut() {
        Topic<byte[], byte[]> topic = Topics.withPrefix("").offsets();
        byte[] large = new byte[Topic.MAX_RECORD_BYTES + 1];

        assertThat(topic.value().serializer().serialize("t", new byte[Topic.MAX_RECORD_BYTES]))
                .hasSize(Topic.MAX_RECORD_BYTES);
        assertThatThrownBy(() -> topic.value().serializer().serialize("t", new RecordHeaders(), large))
                .isInstanceOfSatisfying(
                        MalformedRecordException.class,
                        refused -> assertThat(refused.failureCause()).isEqualTo(FailureCause.TOO_LARGE));
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "cdc.changes", 3, 42, 0, TimestampType.CREATE_TIME, 0, 0, bytes(key), value, headers, Optional.empty());
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                1,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
