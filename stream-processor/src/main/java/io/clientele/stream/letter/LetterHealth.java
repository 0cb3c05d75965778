package io.clientele.stream.letter;

import io.clientele.letter.DeadLetterLog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/// How many dead letters wait for a decision. They make nothing unready: the flow goes on without them.
public final class LetterHealth implements HealthIndicator {
    private final DeadLetterLog log;

    public LetterHealth(DeadLetterLog log) {
        this.log = log;
    }

    @Override
    public Health health() {
        try {
            return Health.up().withDetail("waiting", log.waiting()).build();
        } catch (DataAccessException away) {
            return Health.unknown()
                    .withDetail("problem", away.getClass().getSimpleName())
                    .build();
        }
    }
}
