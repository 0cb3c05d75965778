package io.clientele.stream.cdc;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/// Capture in numbers: `clientele.cdc.*`. Values that are not known are NaN.
public final class CaptureMetrics implements MeterBinder {
    private final Capture capture;
    private final Clock clock;

    public CaptureMetrics(Capture capture, Clock clock) {
        this.capture = capture;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("clientele.cdc.changes", capture, Capture::changes)
                .description("Row changes sent to Kafka")
                .register(registry);
        FunctionCounter.builder("clientele.cdc.restarts", capture, Capture::restarts)
                .description("Engines that failed")
                .register(registry);
        FunctionCounter.builder("clientele.cdc.snapshots", capture, Capture::snapshots)
                .description("Snapshots begun because changes were missing")
                .register(registry);
        Gauge.builder("clientele.cdc.lost", capture, c -> c.state().phase() == CaptureState.Phase.LOST ? 1 : 0)
                .description("1 while changes are missing and nothing is captured")
                .register(registry);
        Gauge.builder("clientele.cdc.running", capture, c -> c.state().phase() == CaptureState.Phase.RUNNING ? 1 : 0)
                .description("1 on the instance that captures")
                .register(registry);
        Gauge.builder("clientele.cdc.lag", capture, c -> slot(c, SlotStatus::lagBytes))
                .baseUnit("bytes")
                .description("WAL written and not confirmed")
                .register(registry);
        Gauge.builder("clientele.cdc.wal.kept", capture, c -> slot(c, SlotStatus::keptBytes))
                .baseUnit("bytes")
                .description("WAL that PostgreSQL keeps for the slot")
                .register(registry);
        Gauge.builder("clientele.cdc.wal.safe", capture, c -> slot(c, CaptureMetrics::safe))
                .baseUnit("bytes")
                .description("WAL that can still be written before the slot may be lost")
                .register(registry);
        Gauge.builder("clientele.cdc.lag.time", capture, this::lagSeconds)
                .baseUnit("seconds")
                .description("How far Kafka is behind the database")
                .register(registry);
        Gauge.builder("clientele.cdc.batch.age", capture, this::batchAge)
                .baseUnit("seconds")
                .description("Time since the last commit to Kafka")
                .register(registry);
    }

    private static double slot(Capture capture, ToDoubleFunction<SlotStatus> value) {
        return capture.state().findSlot().map(value::applyAsDouble).orElse(Double.NaN);
    }

    private static double safe(SlotStatus slot) {
        return slot.safeBytes() == null ? Double.NaN : slot.safeBytes();
    }

    private double lagSeconds(Capture capture) {
        return capture.state()
                .lag(clock.instant())
                .map(lag -> lag.toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    private double batchAge(Capture capture) {
        Instant last = capture.state().lastBatchAt();
        return last == null
                ? Double.NaN
                : Duration.between(last, clock.instant()).toMillis() / 1000.0;
    }
}
