package io.clientele.stream.letter;

import io.clientele.letter.RedriveQueue;
import io.clientele.stream.failure.Backoff;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.tenant.TenantId;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.transaction.TransactionException;

/// Looks every two seconds for letters that are to be sent again, and sends them. Several instances share the work
/// by tenant; while PostgreSQL or Kafka is away it waits.
final class Redriver implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Redriver.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    /// Letters in one transaction: seconds of work.
    private static final int BATCH = 200;

    private final RedriveQueue queue;
    private final KafkaClient client;
    private final KafkaOperations<byte[], byte[]> producer;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    Redriver(RedriveQueue queue, KafkaClient client, KafkaOperations<byte[], byte[]> producer) {
        this.queue = queue;
        this.client = client;
        this.producer = producer;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        Thread.ofVirtual().name("redriver").start(this::run);
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
        Backoff backoff = new Backoff(LOOK, Duration.ofSeconds(30));
        Duration wait = LOOK;
        try {
            while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    queue.waiting().forEach(this::send);
                    backoff.reset();
                    wait = LOOK;
                } catch (DataAccessException | TransactionException | KafkaException | CompletionException away) {
                    LOG.warn(
                            "dead letters could not be sent again and wait: {}",
                            away.getClass().getSimpleName());
                    wait = backoff.next();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the redriver was interrupted");
        }
    }

    private void send(TenantId tenantId) {
        int sent = BATCH;
        while (sent == BATCH && isRunning()) {
            sent = redrive(tenantId);
            if (sent > 0) {
                LOG.info("{} dead letters of tenant {} were sent to their topics again", sent, tenantId);
            }
        }
    }

    /// One transaction.
    private int redrive(TenantId tenantId) {
        try (LetterBox box = new LetterBox(client, producer)) {
            return queue.send(tenantId, BATCH, box::send);
        }
    }
}
