package io.clientele.stream.webhook;

import io.clientele.webhook.AttemptOutcome;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// The dispatcher is up while it can claim. Receivers that fail are not its fault: they are in the details.
public final class WebhookHealth implements HealthIndicator {
    private final WebhookDispatcher dispatcher;
    private final WebhookCounts counts;
    private final Clock clock;

    WebhookHealth(WebhookDispatcher dispatcher, WebhookCounts counts, Clock clock) {
        this.dispatcher = dispatcher;
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public Health health() {
        String failure = dispatcher.failure();
        Health.Builder health = dispatcher.isRunning() && failure == null ? Health.up() : Health.down();
        if (failure != null) {
            health.withDetail("problem", failure);
        }
        return health.withDetail("due", counts.backlog().due())
                .withDetail("oldestDueAgeSeconds", (long) WebhookMetrics.dueAge(counts, clock))
                .withDetail("inFlight", counts.inFlight().get())
                .withDetail("delivered", counts.of(AttemptOutcome.DELIVERED))
                .withDetail("failed", counts.failed())
                .build();
    }
}
