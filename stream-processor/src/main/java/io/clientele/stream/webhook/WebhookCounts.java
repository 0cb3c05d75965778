package io.clientele.stream.webhook;

import io.clientele.webhook.AttemptOutcome;
import io.clientele.webhook.DeliveryQueue.Backlog;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What this instance has done since it started, and what it found waiting when it last looked. Thread-safe.
final class WebhookCounts {
    private final Map<AttemptOutcome, LongAdder> attempts = new EnumMap<>(AttemptOutcome.class);
    private final LongAdder disabled = new LongAdder();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Backlog backlog = new Backlog(0, null);

    WebhookCounts() {
        for (AttemptOutcome outcome : AttemptOutcome.values()) {
            attempts.put(outcome, new LongAdder());
        }
    }

    void add(AttemptOutcome outcome) {
        adder(outcome).increment();
    }

    void addDisabled() {
        disabled.increment();
    }

    void found(Backlog found) {
        backlog = found;
    }

    long of(AttemptOutcome outcome) {
        return adder(outcome).sum();
    }

    /// Attempts that did not work.
    long failed() {
        return attempts.entrySet().stream()
                .filter(each -> each.getKey() != AttemptOutcome.DELIVERED)
                .mapToLong(each -> each.getValue().sum())
                .sum();
    }

    /// Endpoints that were disabled because of what came back.
    long disabled() {
        return disabled.sum();
    }

    AtomicInteger inFlight() {
        return inFlight;
    }

    Backlog backlog() {
        return backlog;
    }

    private LongAdder adder(AttemptOutcome outcome) {
        return java.util.Objects.requireNonNull(attempts.get(outcome));
    }
}
