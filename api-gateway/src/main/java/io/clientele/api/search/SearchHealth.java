package io.clientele.api.search;

import io.clientele.search.engine.OpenSearchProperties;
import io.clientele.search.engine.SearchEngine;
import io.clientele.search.query.SearchProperties;
import java.io.IOException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/// Component `search` of the health: `UP`, or `DEGRADED` while OpenSearch or the index is away. The gateway stays
/// ready: everything but search works.
@Component("search")
final class SearchHealth implements HealthIndicator, DisposableBean {
    private static final Status DEGRADED = new Status("DEGRADED");

    private final SearchEngine engine;
    private final String path;

    SearchHealth(OpenSearchProperties server, SearchProperties search) {
        this.engine = SearchEngine.interactive(server);
        this.path = "/" + search.index();
    }

    @Override
    public Health health() {
        try {
            SearchEngine.Answer answer = engine.send("HEAD", path);
            return answer.ok()
                    ? Health.up().build()
                    : Health.status(DEGRADED)
                            .withDetail("answer", answer.status())
                            .build();
        } catch (IOException away) {
            return Health.status(DEGRADED).withDetail("answer", "none").build();
        }
    }

    @Override
    public void destroy() {
        engine.close();
    }
}
