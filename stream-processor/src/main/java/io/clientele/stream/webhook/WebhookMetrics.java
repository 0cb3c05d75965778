package io.clientele.stream.webhook;

import io.clientele.webhook.AttemptOutcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Webhooks in numbers: `clientele.webhook.*`. What waits is that of all instances.
public final class WebhookMetrics implements MeterBinder {
    private final WebhookCounts counts;
    private final Clock clock;

    WebhookMetrics(WebhookCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("clientele.webhook.delivered", counts, c -> c.of(AttemptOutcome.DELIVERED))
                .description("Events that a receiver took")
                .register(registry);
        for (AttemptOutcome outcome : AttemptOutcome.values()) {
            if (outcome != AttemptOutcome.DELIVERED) {
                FunctionCounter.builder("clientele.webhook.failed", counts, c -> c.of(outcome))
                        .tag("cause", outcome.text())
                        .description("Attempts that failed")
                        .register(registry);
            }
        }
        FunctionCounter.builder("clientele.webhook.disabled", counts, WebhookCounts::disabled)
                .description("Endpoints disabled because their receivers are gone or only fail")
                .register(registry);
        Gauge.builder("clientele.webhook.in.flight", counts, c -> c.inFlight().get())
                .description("Attempts under way on this instance")
                .register(registry);
        Gauge.builder("clientele.webhook.due", counts, c -> c.backlog().due())
                .description("Deliveries whose time has come, counted to 100,000")
                .register(registry);
        Gauge.builder("clientele.webhook.due.age", counts, c -> dueAge(c, clock))
                .baseUnit("seconds")
                .description("Since when the oldest of them is due")
                .register(registry);
    }

    /// Seconds; 0 when nothing is due.
    static double dueAge(WebhookCounts counts, Clock clock) {
        Instant oldest = counts.backlog().oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }
}
