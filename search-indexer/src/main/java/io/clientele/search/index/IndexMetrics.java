package io.clientele.search.index;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/// What the indexer counts.
final class IndexMetrics {
    private final MeterRegistry registry;
    private final Counter records;
    private final Counter documents;
    private final Counter deadLetters;
    private final Counter failures;
    private final Timer batches;

    IndexMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.records = registry.counter("clientele.index.records");
        this.documents = registry.counter("clientele.index.documents");
        this.deadLetters = registry.counter("clientele.index.dead.letters");
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

    void deadLetter() {
        deadLetters.increment();
    }

    void failure() {
        failures.increment();
    }
}
