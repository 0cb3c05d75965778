package io.clientele.stream.runtime;

import io.clientele.schemas.topic.Topics;
import io.clientele.stream.failure.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Creates the topics as soon as a broker answers, and tells whoever waits for them. Topics that exist stay as they
/// are.
public final class TopicCreation implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
    private static final int ANSWER_MS = 10_000;

    private final Topics topics;
    private final TopicSettings settings;
    private final Map<String, Object> kafka;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    /// @param kafka how to reach the broker
    public TopicCreation(Topics topics, TopicSettings settings, Map<String, Object> kafka) {
        this.topics = topics;
        this.settings = settings;
        this.kafka = Map.copyOf(kafka);
    }

    /// Completes when all topics are there.
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("topic-creation").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// First of all: everything else waits for it.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private void run() {
        Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(3));
        try {
            while (!ready.isDone()) {
                try {
                    create();
                    ready.complete(null);
                } catch (ExecutionException | KafkaException e) {
                    LOG.info("Kafka does not answer yet: {}", e.getMessage());
                    if (stopped.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("topic creation was interrupted");
        }
    }

    private void create() throws ExecutionException, InterruptedException {
        Map<String, Object> config = new java.util.HashMap<>(kafka);
        config.put("request.timeout.ms", ANSWER_MS);
        config.put("default.api.timeout.ms", ANSWER_MS);
        try (Admin admin = Admin.create(config)) {
            CreateTopicsResult result = admin.createTopics(topics.definitions(settings.partitions()));
            for (Map.Entry<String, KafkaFuture<Void>> topic : result.values().entrySet()) {
                try {
                    topic.getValue().get();
                    LOG.info("created topic {}", topic.getKey());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
            // A topic is usable a moment after it was created: when the broker can describe it.
            admin.describeTopics(topics.definitions(settings.partitions()).stream()
                            .map(NewTopic::name)
                            .toList())
                    .allTopicNames()
                    .get();
        }
    }
}
