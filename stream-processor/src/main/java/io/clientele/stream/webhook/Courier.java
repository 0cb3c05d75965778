package io.clientele.stream.webhook;

import io.clientele.stream.failure.Backoff;
import io.clientele.webhook.Attempt;
import io.clientele.webhook.AttemptOutcome;
import io.clientele.webhook.ClaimedDelivery;
import io.clientele.webhook.DeliveryResults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Takes one delivery to its receiver and notes what came of it. Between the two lies the one moment in which a process
/// that dies makes a receiver see an event twice.
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private final Receivers receivers;
    private final DeliveryResults results;
    private final WebhookSettings settings;
    private final RetrySchedule schedule;
    private final WebhookCounts counts;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Courier(Receivers receivers, DeliveryResults results, WebhookSettings settings, WebhookCounts counts, Clock clock) {
        this.receivers = receivers;
        this.results = results;
        this.settings = settings;
        this.schedule = new RetrySchedule(settings.retries(), settings.maxRetryAfter());
        this.counts = counts;
        this.clock = clock;
    }

    /// @param stopped ends the waiting for a database that is away
    void deliver(ClaimedDelivery claimed, CountDownLatch stopped) throws InterruptedException {
        Instant at = clock.instant();
        long begun = System.nanoTime();
        Answer answer = receivers.post(claimed.url(), headers(claimed, at), claimed.body());
        long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        counts.add(answer.outcome());
        Attempt attempt = new Attempt(at, answer.outcome().text(), answer.status(), took);
        note(claimed, answer, attempt, stopped);
    }

    private static Map<String, String> headers(ClaimedDelivery claimed, Instant at) {
        String id = claimed.eventId().toString();
        long timestamp = at.getEpochSecond();
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(timestamp),
                "webhook-signature",
                Signature.of(claimed.secrets(), id, timestamp, claimed.body()));
    }

    /// Tries on until the lease is over, when somebody else takes the delivery anyway.
    private void note(ClaimedDelivery claimed, Answer answer, Attempt attempt, CountDownLatch stopped)
            throws InterruptedException {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        Instant last = attempt.at().plus(settings.lease());
        while (true) {
            try {
                note(claimed, answer, attempt);
                return;
            } catch (DataAccessException | TransactionException e) {
                Duration wait = backoff.next();
                if (clock.instant().plus(wait).isAfter(last) || stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn(
                            "what came of {} could not be noted, it is posted again: {}",
                            claimed,
                            e.getClass().getSimpleName());
                    return;
                }
            }
        }
    }

    private void note(ClaimedDelivery claimed, Answer answer, Attempt attempt) {
        boolean isDisabled = switch (answer.outcome()) {
            case DELIVERED -> {
                results.delivered(claimed, attempt);
                yield false;
            }
            case GONE -> results.gone(claimed, attempt);
            case REDIRECT, REJECTED, TIMEOUT, UNREACHABLE, UNTRUSTED, UNKNOWN_HOST, FORBIDDEN ->
                results.failed(
                        claimed,
                        attempt,
                        schedule.next(claimed.tries(), answer.retryAfter(), random.nextDouble())
                                .map(wait -> clock.instant().plus(wait))
                                .orElse(null),
                        attempt.at().minus(settings.disableAfter()));
        };
        if (isDisabled) {
            counts.addDisabled();
            LOG.warn(
                    "webhook {} of tenant {} was disabled: {}",
                    claimed.endpointId(),
                    claimed.tenantId(),
                    answer.outcome() == AttemptOutcome.GONE ? "its receiver is gone" : "nothing else than failures");
        }
    }
}
