package io.clientele.stream.sink;

import io.clientele.stream.runtime.ConsumerLag;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.StreamSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/// A sink in threads of its own, from the moment that its topic is there. A batch that fails is delivered again until
/// it works.
public final class SinkRunner implements SmartLifecycle {
    private final SinkLoop<?> loop;
    private final CompletableFuture<Void> topics;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> listeners;
    private final String name;
    private volatile boolean running;

    /// @param deadLetters sends records that cannot be written
    /// @param topics completes when the topics are there
    public SinkRunner(
            Sink<?> sink,
            KafkaOperations<byte[], byte[]> deadLetters,
            StreamSettings settings,
            KafkaClient kafkaClient,
            CompletableFuture<Void> topics) {
        this.name = sink.name();
        this.loop = new SinkLoop<>(sink, deadLetters);
        this.topics = topics;
        ContainerProperties properties = new ContainerProperties(sink.topics().toArray(String[]::new));
        properties.setMessageListener(loop);
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        properties.setSyncCommits(true);
        properties.setMissingTopicsFatal(false);
        this.listeners = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        config(sink.group(), settings, kafkaClient),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                properties);
        listeners.setConcurrency(settings.sinkThreads());
        listeners.setBeanName(name + "-sink");
        listeners.setCommonErrorHandler(forEver());
    }

    private static Map<String, Object> config(String group, StreamSettings settings, KafkaClient kafkaClient) {
        int session = Math.toIntExact(settings.sessionTimeout().toMillis());
        Map<String, Object> config = new HashMap<>(kafkaClient.settings());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.sinkBatch());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 4);
        return config;
    }

    private static DefaultErrorHandler forEver() {
        ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
        backOff.setMaxInterval(10_000);
        return new DefaultErrorHandler(backOff);
    }

    /// The sink's name.
    String name() {
        return name;
    }

    @Override
    public void start() {
        running = true;
        topics.thenRun(this::startListeners);
    }

    private synchronized void startListeners() {
        if (running) {
            listeners.start();
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        listeners.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before what it writes with.
    @Override
    public int getPhase() {
        return listeners.getPhase();
    }

    /// Whether it reads; not before its topic is there.
    boolean isReading() {
        return listeners.isRunning();
    }

    /// Records that wait, on this instance's partitions.
    long lag() {
        return listeners.metrics().values().stream().mapToLong(ConsumerLag::of).sum();
    }

    /// New rows since the process started.
    long written() {
        return loop.written();
    }

    /// Records sent to the dead letters since the process started.
    long refused() {
        return loop.refused();
    }

    /// Why the batch at hand is being tried again; null when nothing is wrong.
    @Nullable
    String failure() {
        return loop.failure();
    }
}
