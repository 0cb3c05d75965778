package io.clientele.stream.failure;

import io.clientele.schemas.failure.FailureCause;
import io.micrometer.core.instrument.Metrics;

/// Counts dead letters by cause: `clientele.dead.letters`. In Micrometer's global registry, which is part of the
/// application's, because Kafka Streams makes those who count by itself.
public final class DeadLetterMeter {
    private DeadLetterMeter() {}

    /// One more. Topics, consumers and causes are few.
    ///
    /// @param consumer a group, or a step of a topology
    public static void count(String topic, String consumer, FailureCause cause) {
        Metrics.counter("clientele.dead.letters", "topic", topic, "consumer", consumer, "cause", cause.text())
                .increment();
    }
}
