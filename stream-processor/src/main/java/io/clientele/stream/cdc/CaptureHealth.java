package io.clientele.stream.cdc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Capture is up while its engine commits batches (heartbeats see to it that there are some) or while it waits as a
/// standby, and the slot is not lost.
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
        if (state.lastBatchAt() != null) {
            health.withDetail(
                    "lastBatchAgeMs",
                    Duration.between(state.lastBatchAt(), clock.instant()).toMillis());
        }
        return health.build();
    }

    private boolean up(CaptureState state) {
        if (state.findSlot().map(SlotStatus::lost).orElse(true)) {
            return false;
        }
        return switch (state.phase()) {
            case STANDBY -> true;
            case RUNNING -> {
                Instant last = state.lastBatchAt();
                yield last != null && !last.plus(settings.maxSilence()).isBefore(clock.instant());
            }
            case STOPPED, CONNECTING, FAILED -> false;
        };
    }
}
