package io.clientele.stream.cdc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Capture is up while its engine commits batches (heartbeats see to it that there are some) and is not too far behind,
/// or while it waits as a standby, and the slot is not lost.
public final class CaptureHealth implements HealthIndicator {
    private final Capture capture;
    private final CaptureSettings settings;
    private final Clock clock;

    public CaptureHealth(Capture capture, CaptureSettings settings, Clock clock) {
        this.capture = capture;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Health health() {
        CaptureState state = capture.state();
        Health.Builder health = up(state) ? Health.up() : Health.down();
        health.withDetail("phase", state.phase()).withDetail("restarts", capture.restarts());
        if (state.problem() != null) {
            health.withDetail("problem", state.problem());
        }
        state.findSlot()
                .ifPresent(slot -> health.withDetail("walStatus", slot.walStatus())
                        .withDetail("lagBytes", slot.lagBytes())
                        .withDetail("keptBytes", slot.keptBytes()));
        state.lag(clock.instant()).ifPresent(lag -> health.withDetail("lagSeconds", lag.toMillis() / 1000.0));
        if (state.lastBatchAt() != null) {
            health.withDetail(
                    "lastBatchAgeMs",
                    Duration.between(state.lastBatchAt(), clock.instant()).toMillis());
        }
        return health.build();
    }

    private boolean up(CaptureState state) {
        if (state.phase() == CaptureState.Phase.ELSEWHERE) {
            return true;
        }
        if (state.findSlot().map(SlotStatus::lost).orElse(true)) {
            return false;
        }
        return switch (state.phase()) {
            case ELSEWHERE, STANDBY -> true;
            case RUNNING -> {
                Instant now = clock.instant();
                Instant last = state.lastBatchAt();
                yield last != null
                        && !last.plus(settings.maxSilence()).isBefore(now)
                        && state.lag(now).orElse(Duration.ZERO).compareTo(settings.maxLag()) <= 0;
            }
            case STOPPED, CONNECTING, FAILED, LOST -> false;
        };
    }
}
