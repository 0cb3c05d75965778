package io.clientele.stream.activity;

import io.clientele.stream.runtime.ConsumerLag;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/// The sink is up while its listeners run and no batch is being tried again.
public final class ActivitySinkHealth implements HealthIndicator {
    private final ActivitySink sink;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> listeners;

    public ActivitySinkHealth(ActivitySink sink, ConcurrentMessageListenerContainer<byte[], byte[]> listeners) {
        this.sink = sink;
        this.listeners = listeners;
    }

    @Override
    public Health health() {
        String failure = sink.failure();
        Health.Builder health = listeners.isRunning() && failure == null ? Health.up() : Health.down();
        if (failure != null) {
            health.withDetail("problem", failure);
        }
        return health.withDetail("lag", lag())
                .withDetail("appended", sink.appended())
                .withDetail("deadLetters", sink.refused())
                .build();
    }

    /// Activities that wait to be appended, on this instance's partitions.
    long lag() {
        return listeners.metrics().values().stream().mapToLong(ConsumerLag::of).sum();
    }
}
