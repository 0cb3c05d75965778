package io.clientele.stream.activity;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/// The sink in numbers: `clientele.activity.sink.*`.
public final class ActivitySinkMetrics implements MeterBinder {
    private final ActivitySink sink;
    private final ActivitySinkHealth health;

    public ActivitySinkMetrics(ActivitySink sink, ActivitySinkHealth health) {
        this.sink = sink;
        this.health = health;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("clientele.activity.sink.appended", sink, ActivitySink::appended)
                .description("New activities in the log")
                .register(registry);
        FunctionCounter.builder("clientele.activity.sink.dead.letters", sink, ActivitySink::refused)
                .description("Activities that could not be appended")
                .register(registry);
        Gauge.builder("clientele.activity.sink.lag", health, ActivitySinkHealth::lag)
                .baseUnit("records")
                .description("Activities that wait")
                .register(registry);
    }
}
