package io.clientele.stream.sink;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// A sink is up while it reads and no batch is being tried again.
public final class SinkHealth implements HealthIndicator {
    private final SinkRunner sink;

    public SinkHealth(SinkRunner sink) {
        this.sink = sink;
    }

    @Override
    public Health health() {
        String failure = sink.failure();
        Health.Builder health = sink.isReading() && failure == null ? Health.up() : Health.down();
        if (failure != null) {
            health.withDetail("problem", failure);
        }
        return health.withDetail("lag", sink.lag())
                .withDetail("appended", sink.written())
                .withDetail("deadLetters", sink.refused())
                .build();
    }
}
