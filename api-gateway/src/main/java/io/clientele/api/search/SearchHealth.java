package io.clientele.api.search;

import io.clientele.search.query.CustomerSearch;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/// Component `search` of the health: `UP`, or `DEGRADED` while OpenSearch or the index is away. The gateway stays
/// ready: everything but search works.
@Component("search")
final class SearchHealth implements HealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED");
    private final CustomerSearch search;

    SearchHealth(CustomerSearch search) {
        this.search = search;
    }

    @Override
    public Health health() {
        return Health.status(search.isAvailable() ? Status.UP : DEGRADED).build();
    }
}
