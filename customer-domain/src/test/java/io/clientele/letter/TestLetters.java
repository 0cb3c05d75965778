package io.clientele.letter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.failure.Failure;
import io.clientele.schemas.failure.FailureCause;
import io.clientele.tenant.Ids;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// Dead letters as they come from Kafka, for tests, also of the gateway.
public final class TestLetters {
    static final Instant TIME = Instant.parse("2026-11-24T08:00:00Z");

    private TestLetters() {}

    /// A letter that lies 1000 behind its record.
    public static NewLetter letter(String topic, long offset, int redriven) {
        return letter(topic, offset, redriven, "{}");
    }

    public static NewLetter letter(String topic, long offset, int redriven, String value) {
        DeadLetter letter = new DeadLetter(
                new Failure(FailureCause.MALFORMED, "no id"),
                "group",
                topic,
                0,
                offset,
                redriven,
                new RecordHeaders().add("table", "customer".getBytes(UTF_8)),
                Ids.next().toString().getBytes(UTF_8),
                value.getBytes(UTF_8),
                value.length(),
                true);
        return new NewLetter(letter, 0, 1000 + offset, TIME);
    }
}
