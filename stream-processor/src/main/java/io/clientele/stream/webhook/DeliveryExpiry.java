package io.clientele.stream.webhook;

import io.clientele.webhook.Deliveries;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/// Removes deliveries that are kept no longer: at start, then hourly, a portion at a time.
public final class DeliveryExpiry implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryExpiry.class);
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final int PORTION = 5000;

    private final Deliveries deliveries;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    DeliveryExpiry(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        Thread.ofVirtual().name("webhook-expiry").start(this::run);
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run() {
        try {
            Duration wait = Duration.ZERO;
            while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = expire();
            }
        } catch (InterruptedException e) {
            LOG.debug("the removal of old deliveries was interrupted");
        }
    }

    private Duration expire() {
        try {
            return deliveries.expire(PORTION) < PORTION ? AGAIN : Duration.ZERO;
        } catch (DataAccessException e) {
            LOG.warn(
                    "old webhook deliveries could not be removed: {}",
                    e.getClass().getSimpleName());
            return RETRY;
        }
    }
}
