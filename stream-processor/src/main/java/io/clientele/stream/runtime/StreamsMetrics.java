package io.clientele.stream.runtime;

import io.clientele.stream.failure.PoisonRecords;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.kafka.streams.KafkaStreams;

/// The topologies in numbers: `clientele.streams.*`.
public final class StreamsMetrics implements MeterBinder {
    private final StreamsRunner runner;

    public StreamsMetrics(StreamsRunner runner) {
        this.runner = runner;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "clientele.streams.running",
                        runner,
                        r -> r.streams()
                                .filter(streams -> streams.state() == KafkaStreams.State.RUNNING)
                                .map(streams -> 1.0)
                                .orElse(0.0))
                .description("1 while the topologies run")
                .register(registry);
        Gauge.builder(
                        "clientele.streams.lag",
                        runner,
                        r -> r.streams()
                                .map(streams -> (double) ConsumerLag.of(streams.metrics()))
                                .orElse(Double.NaN))
                .baseUnit("records")
                .description("Records that wait for the topologies")
                .register(registry);
        Gauge.builder("clientele.streams.dead.letters", PoisonRecords::count)
                .description("Records that could not be processed since the process started")
                .register(registry);
    }
}
