package io.clientele.stream.webhook;

import io.clientele.stream.failure.Backoff;
import io.clientele.tenant.TenantId;
import io.clientele.webhook.ClaimedDelivery;
import io.clientele.webhook.DeliveryQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Claims what is due and has it posted, side by side with other instances. Claims go round the tenants in no order
/// and an endpoint gets a few at a time, so that a slow receiver holds up nobody else.
public final class WebhookDispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final DeliveryQueue queue;
    private final Courier courier;
    private final WebhookSettings settings;
    private final WebhookCounts counts;
    private final Clock clock;
    private final Semaphore calls = new Semaphore(0);
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile @Nullable Thread thread;
    private volatile @Nullable String failure;
    private Instant lookAt = Instant.MIN;

    WebhookDispatcher(
            DeliveryQueue queue, Courier courier, WebhookSettings settings, WebhookCounts counts, Clock clock) {
        this.queue = queue;
        this.courier = courier;
        this.settings = settings;
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        stopped = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("webhook-dispatcher").start(this::run);
    }

    /// Lets those that are on their way arrive.
    @Override
    public synchronized void stop() {
        stopped.countDown();
        wake();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join(settings.timeout().multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /// Something may be due.
    void wake() {
        calls.release();
    }

    /// Why claiming is being tried again; null when nothing is wrong.
    @Nullable
    String failure() {
        return failure;
    }

    private void run() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
        try {
            while (stopped.getCount() > 0) {
                try {
                    round();
                    failure = null;
                    backoff.reset();
                    if (calls.tryAcquire(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                        calls.drainPermits();
                    }
                } catch (DataAccessException | TransactionException | IllegalStateException e) {
                    failure = e.getClass().getSimpleName();
                    LOG.warn("webhooks could not be claimed, which is tried again: {}", failure);
                    stopped.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
            awaitArrivals();
        } catch (InterruptedException e) {
            LOG.debug("the dispatcher of webhooks was interrupted");
        }
    }

    private void round() {
        Instant now = clock.instant();
        if (!now.isBefore(lookAt)) {
            counts.found(queue.backlog(now));
            lookAt = now.plus(LOOK);
        }
        List<TenantId> tenants = new ArrayList<>(queue.tenantsWithDue(now));
        Collections.shuffle(tenants);
        for (TenantId tenant : tenants) {
            int free = settings.maxInFlight() - counts.inFlight().get();
            if (free <= 0 || stopped.getCount() == 0) {
                return;
            }
            queue.claim(
                            tenant,
                            clock.instant(),
                            new DeliveryQueue.Portion(settings.lease(), settings.maxPerEndpoint(), free))
                    .forEach(this::send);
        }
    }

    private void send(ClaimedDelivery claimed) {
        counts.inFlight().incrementAndGet();
        Thread.ofVirtual().name("webhook-delivery").start(() -> {
            try {
                courier.deliver(claimed, stopped);
            } catch (InterruptedException e) {
                LOG.debug("a delivery was interrupted");
            } catch (RuntimeException e) {
                // Its lease runs out, and it is tried again.
                LOG.error("{} could not be posted: {}", claimed, e.getClass().getSimpleName());
            } finally {
                counts.inFlight().decrementAndGet();
                // There is room again, and the next event of this subject may go.
                wake();
            }
        });
    }

    private void awaitArrivals() throws InterruptedException {
        while (counts.inFlight().get() > 0) {
            calls.acquire();
        }
    }
}
