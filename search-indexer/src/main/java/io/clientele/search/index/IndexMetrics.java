package io.clientele.search.index;

import io.clientele.schemas.failure.FailureCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/// What the indexer counts.
final class IndexMetrics {
    private final MeterRegistry registry;
    private final String consumer;
    private final Counter records;
    private final Counter documents;
    private final Counter failures;
    private final Timer batches;

    /// @param consumer who gives records up
    IndexMetrics(MeterRegistry registry, String consumer) {
        this.registry = registry;
        this.consumer = consumer;
        this.records = registry.counter("clientele.index.records");
        this.documents = registry.counter("clientele.index.documents");
        this.failures = registry.counter("clientele.index.failures");
        this.batches = registry.timer("clientele.index.batches");
    }

    /// @param lag records behind the topic
    void watch(Supplier<Number> lag) {
        Gauge.builder("clientele.index.lag", lag).register(registry);
    }

    void indexed(long recordCount, long documentCount, Duration took) {
        records.increment(recordCount);
        documents.increment(documentCount);
        batches.record(took);
    }

    void deadLetter(String topic, FailureCause cause) {
        registry.counter("clientele.dead.letters", "topic", topic, "consumer", consumer, "cause", cause.text())
                .increment();
    }

    void failure() {
        failures.increment();
    }
}
