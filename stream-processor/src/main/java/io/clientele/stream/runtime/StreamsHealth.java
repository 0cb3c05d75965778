package io.clientele.stream.runtime;

import io.clientele.stream.failure.PoisonRecords;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// The topologies are up while Kafka Streams is in state RUNNING.
public final class StreamsHealth implements HealthIndicator {
    private final StreamsRunner runner;

    public StreamsHealth(StreamsRunner runner) {
        this.runner = runner;
    }

    @Override
    public Health health() {
        return runner.streams()
                .map(StreamsHealth::of)
                .orElseGet(() ->
                        Health.down().withDetail("state", "WAITING_FOR_TOPICS").build());
    }

    private static Health of(KafkaStreams streams) {
        KafkaStreams.State state = streams.state();
        Health.Builder health = state == KafkaStreams.State.RUNNING ? Health.up() : Health.down();
        return health.withDetail("state", state)
                .withDetail("lag", ConsumerLag.of(streams.metrics()))
                .withDetail("deadLetters", PoisonRecords.count())
                .build();
    }
}
