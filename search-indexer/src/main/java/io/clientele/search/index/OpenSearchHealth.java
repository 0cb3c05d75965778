package io.clientele.search.index;

import java.io.IOException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up while OpenSearch answers and the alias leads to an index.
final class OpenSearchHealth implements HealthIndicator {
    private final CustomerIndex index;

    OpenSearchHealth(CustomerIndex index) {
        this.index = index;
    }

    @Override
    public Health health() {
        try {
            return index.exists()
                    ? Health.up().build()
                    : Health.down().withDetail("index", "missing").build();
        } catch (IOException away) {
            return Health.down()
                    .withDetail("failure", "OpenSearch does not answer")
                    .build();
        }
    }
}
