package io.clientele.stream.runtime;

import io.clientele.schemas.topic.Topics;
import io.clientele.stream.event.LostPositions;
import io.clientele.stream.failure.Backoff;
import io.clientele.stream.inquiry.AudienceLookup;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Keeps one Kafka Streams instance running: starts it when the topics are there, and makes a new one when it has
/// given up.
public final class StreamsRunner implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final Duration CLOSE_TIME = Duration.ofSeconds(10);

    private final Topics topics;
    private final AudienceLookup audiences;
    private final StreamSettings settings;
    private final Map<String, Object> config;
    private final LostPositions lostPositions;
    private final CompletableFuture<Void> topicsReady;
    private final Clock clock;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable Thread supervisor;

    /// @param audiences tells whom inquiries concern
    /// @param kafka how to reach the broker
    /// @param prefix of the topics
    /// @param topicsReady completes when the topics exist
    public StreamsRunner(
            Topics topics,
            AudienceLookup audiences,
            StreamSettings settings,
            Map<String, Object> kafka,
            String prefix,
            CompletableFuture<Void> topicsReady,
            Clock clock) {
        this.topics = topics;
        this.audiences = audiences;
        this.settings = settings;
        this.config = settings.streamsConfig(kafka, prefix);
        this.lostPositions =
                new LostPositions(topics, Objects.toString(config.get(StreamsConfig.APPLICATION_ID_CONFIG)), kafka);
        this.topicsReady = topicsReady;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        stopped = new CountDownLatch(1);
        supervisor = Thread.ofPlatform().name("streams-supervisor").start(this::supervise);
    }

    @Override
    public synchronized void stop() {
        stopped.countDown();
        Thread thread = supervisor;
        if (thread == null) {
            return;
        }
        try {
            if (!topicsReady.isDone()) {
                thread.interrupt();
            }
            thread.join(CLOSE_TIME.plusSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        supervisor = null;
    }

    @Override
    public boolean isRunning() {
        return supervisor != null;
    }

    /// Empty until the first one was made.
    Optional<KafkaStreams> streams() {
        return Optional.ofNullable(streams);
    }

    private void supervise() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20));
        try {
            topicsReady.get();
            boolean first = true;
            while (first || !stopped.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                first = false;
                if (hasPositions()) {
                    runUntilItEnds();
                }
                if (stopped.getCount() == 0) {
                    return;
                }
                LOG.warn("the topologies have ended and start again");
            }
        } catch (InterruptedException e) {
            LOG.debug("the streams supervisor was interrupted");
        } catch (ExecutionException e) {
            LOG.error("the topics could not be created, no topology runs");
        }
    }

    private boolean hasPositions() throws InterruptedException {
        try {
            lostPositions.restore();
            return true;
        } catch (ExecutionException | RuntimeException e) {
            LOG.warn("the positions of events could not be looked for: {}", e.getMessage());
            return false;
        }
    }

    private void runUntilItEnds() throws InterruptedException {
        Properties properties = new Properties();
        properties.putAll(config);
        CountDownLatch ended = new CountDownLatch(1);
        try (KafkaStreams running = new KafkaStreams(WholeTopology.of(topics, audiences, config), properties)) {
            running.setUncaughtExceptionHandler(new ThreadReplacement(settings.maxThreadReplacements(), clock));
            running.setStateListener((now, before) -> {
                LOG.info("topologies: {}", now);
                if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
                    ended.countDown();
                }
            });
            streams = running;
            running.start();
            while (!ended.await(500, TimeUnit.MILLISECONDS)) {
                if (stopped.getCount() == 0) {
                    // Those who stay, or come next, need not wait for this member's session to run out.
                    running.close(CloseOptions.timeout(CLOSE_TIME)
                            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
                    return;
                }
            }
        } catch (StreamsException e) {
            LOG.warn("the topologies could not start: {}", e.getMessage());
        }
    }
}
