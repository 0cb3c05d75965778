package io.clientele.search.index;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up while changes are followed: Kafka answers, the index is there and filled, nothing fails, and the lag is small.
final class IndexingHealth implements HealthIndicator {
    private static final Duration STALE = Duration.ofSeconds(90);

    private final ChangeFeed feed;
    private final long maxLag;
    private final Clock clock;

    IndexingHealth(ChangeFeed feed, long maxLag, Clock clock) {
        this.feed = feed;
        this.maxLag = maxLag;
        this.clock = clock;
    }

    @Override
    public Health health() {
        FeedState state = feed.state();
        Instant checkedAt = state.checkedAt();
        boolean fresh = checkedAt != null && checkedAt.isAfter(clock.instant().minus(STALE));
        boolean up = fresh
                && state.kafkaAnswers()
                && state.indexReady()
                && state.partitions() > 0
                && state.failure() == null
                && state.lag() <= maxLag;
        Health.Builder health = up ? Health.up() : Health.down();
        if (state.failure() != null) {
            health.withDetail("failure", state.failure());
        }
        return health.withDetail("kafka", state.kafkaAnswers())
                .withDetail("index", state.indexReady())
                .withDetail("partitions", state.partitions())
                .withDetail("lag", state.lag())
                .build();
    }
}
