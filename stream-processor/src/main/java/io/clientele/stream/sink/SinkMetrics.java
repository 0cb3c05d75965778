package io.clientele.stream.sink;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/// A sink in numbers: `clientele.<name>.sink.*`.
public final class SinkMetrics implements MeterBinder {
    private final SinkRunner sink;

    public SinkMetrics(SinkRunner sink) {
        this.sink = sink;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        String prefix = "clientele." + sink.name() + ".sink.";
        FunctionCounter.builder(prefix + "appended", sink, SinkRunner::written)
                .description("New rows in the table")
                .register(registry);
        FunctionCounter.builder(prefix + "dead.letters", sink, SinkRunner::refused)
                .description("Records that could not be written")
                .register(registry);
        Gauge.builder(prefix + "lag", sink, SinkRunner::lag)
                .baseUnit("records")
                .description("Records that wait")
                .register(registry);
    }
}
