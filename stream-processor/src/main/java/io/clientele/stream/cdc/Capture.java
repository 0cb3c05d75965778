package io.clientele.stream.cdc;

import io.clientele.schemas.topic.Topics;
import io.clientele.stream.failure.Backoff;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Keeps one engine capturing: waits for its turn as leader, runs the engine, and after any failure starts again from
/// the beginning with everything new. PostgreSQL and Kafka may go and come back at any time.
public final class Capture implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Capture.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration ASK_TO_LEAD = Duration.ofSeconds(1);
    private static final Duration HEALTHY_AFTER = Duration.ofSeconds(30);

    private final CaptureSettings settings;
    private final Topics topics;
    private final Map<String, Object> kafka;
    private final CompletableFuture<Void> topicsReady;
    private final Clock clock;
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong restarts = new AtomicLong();
    private final AtomicLong snapshots = new AtomicLong();
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile CaptureState.Phase phase = CaptureState.Phase.STOPPED;
    private volatile @Nullable String problem;
    private volatile @Nullable SlotStatus slot;
    private volatile @Nullable Instant lastBatchAt;
    private volatile @Nullable Instant upTo;
    private volatile @Nullable Thread supervisor;

    /// @param kafka how to reach the broker: client settings without serialisers
    /// @param topicsReady completes when the topics exist
    public Capture(
            CaptureSettings settings,
            Topics topics,
            Map<String, Object> kafka,
            CompletableFuture<Void> topicsReady,
            Clock clock) {
        this.settings = settings;
        this.topics = topics;
        this.kafka = Map.copyOf(kafka);
        this.topicsReady = topicsReady;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        if (!settings.enabled()) {
            phase = CaptureState.Phase.ELSEWHERE;
            return;
        }
        stopped = new CountDownLatch(1);
        supervisor = Thread.ofPlatform().name("cdc-supervisor").start(this::supervise);
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        Thread thread = supervisor;
        if (thread == null) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(15));
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        supervisor = null;
        phase = CaptureState.Phase.STOPPED;
    }

    @Override
    public boolean isRunning() {
        return supervisor != null;
    }

    /// Changes sent to Kafka since the process started.
    public long changes() {
        return changes.get();
    }

    /// Engines that failed since the process started.
    public long restarts() {
        return restarts.get();
    }

    /// Snapshots begun since the process started, because changes were missing.
    public long snapshots() {
        return snapshots.get();
    }

    CaptureState state() {
        return new CaptureState(phase, problem, slot, lastBatchAt, upTo);
    }

    private void supervise() {
        phase = CaptureState.Phase.CONNECTING;
        try {
            topicsReady.get();
            while (!stopping()) {
                attempt();
                if (!stopping()) {
                    pause(backoff.next());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("capture was interrupted");
        } catch (ExecutionException e) {
            problem = "the topics could not be created";
        }
    }

    private void attempt() throws InterruptedException {
        try (Leadership leadership = Leadership.connect(settings)) {
            while (!leadership.tryLead()) {
                slot = leadership.slot().orElse(null);
                become(CaptureState.Phase.STANDBY, null);
                if (pause(ASK_TO_LEAD)) {
                    return;
                }
            }
            lead(leadership);
        } catch (SQLException e) {
            slot = null;
            become(CaptureState.Phase.CONNECTING, "PostgreSQL does not answer: SQL state " + e.getSQLState());
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void lead(Leadership leadership) throws SQLException, InterruptedException {
        List<String> tables = leadership.publishedTables();
        if (tables.isEmpty()) {
            throw new IllegalStateException(
                    "publication %s is missing: prepare the database first".formatted(settings.publication()));
        }
        leadership.endReader();
        try (ChangeLog log = new ChangeLog(settings, topics, kafka);
                OperationLookup operations =
                        new OperationLookup(settings.jdbcUrl(), settings.username(), settings.password())) {
            slot = leadership.slot().orElse(null);
            StartingPoint start = StartingPoint.of(Optional.ofNullable(slot), log.position(), settings.whenLost());
            if (!isAllowed(start, leadership)) {
                return;
            }
            try (EngineRun run = new EngineRun(
                    settings.slot(),
                    ConnectorSettings.of(settings, tables),
                    start,
                    log,
                    new ChangeWriter(topics.changes().name(), operations),
                    this::committed)) {
                watch(run, leadership);
            }
        }
    }

    /// Whether the engine may start; what a snapshot needs is then done.
    private boolean isAllowed(StartingPoint start, Leadership leadership) throws SQLException {
        return switch (start) {
            case StartingPoint.AtPosition at -> true;
            case StartingPoint.AtSlot at -> true;
            case StartingPoint.Nowhere(String why) -> {
                become(CaptureState.Phase.LOST, why + "; see clientele.cdc.when-lost");
                yield false;
            }
            case StartingPoint.AtSnapshot(String why) -> {
                if (!leadership.seesAllRows()) {
                    become(
                            CaptureState.Phase.LOST,
                            why + "; a snapshot by " + settings.username() + " would be empty: it needs bypassrls");
                    yield false;
                }
                LOG.warn("capture of slot {} begins anew with a snapshot: {}", settings.slot(), why);
                snapshots.incrementAndGet();
                leadership.dropSlot();
                yield true;
            }
        };
    }

    private void watch(EngineRun run, Leadership leadership) throws SQLException, InterruptedException {
        Instant started = clock.instant();
        lastBatchAt = started;
        run.start();
        become(CaptureState.Phase.RUNNING, null);
        while (!stopping() && !run.awaitEnd(LOOK)) {
            slot = leadership.slot().orElse(null);
            if (started.plus(HEALTHY_AFTER).isBefore(clock.instant())) {
                backoff.reset();
            }
        }
        run.failure().ifPresent(this::fail);
    }

    private void committed(int sent, @Nullable Instant at) {
        changes.addAndGet(sent);
        lastBatchAt = clock.instant();
        if (at != null) {
            upTo = at;
        }
    }

    private void fail(Throwable cause) {
        restarts.incrementAndGet();
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        LOG.warn("capture has failed and starts again: {}", root.toString());
        LOG.debug("capture has failed", cause);
        become(CaptureState.Phase.FAILED, root.getClass().getSimpleName());
    }

    private void become(CaptureState.Phase next, @Nullable String why) {
        if (phase != next) {
            LOG.info("capture of slot {}: {}{}", settings.slot(), next, why == null ? "" : ", " + why);
        }
        phase = next;
        problem = why;
    }

    private boolean stopping() {
        return stopped.getCount() == 0;
    }

    private boolean pause(Duration time) throws InterruptedException {
        return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
