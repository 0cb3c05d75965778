package io.clientele.stream.activity;

import io.clientele.activity.ActivityLog;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.StreamSettings;
import io.clientele.stream.runtime.TopicCreation;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/// The sink and what it runs in.
@Configuration(proxyBeanMethods = false)
public class ActivityConfiguration {
    @Bean
    ActivitySink activitySink(ActivityLog log, Topics topics, KafkaTemplate<byte[], byte[]> deadLetters) {
        return new ActivitySink(log, topics.activities(), deadLetters);
    }

    @Bean
    KafkaTemplate<byte[], byte[]> deadLetters(KafkaClient kafkaClient) {
        Map<String, Object> config = new HashMap<>(kafkaClient.settings());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(config));
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> activityListeners(
            ActivitySink sink,
            Topics topics,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation) {
        Map<String, Object> config = new HashMap<>(kafkaClient.settings());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, topics.activities().name() + "-sink");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.sinkBatch());
        config.put(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                Math.toIntExact(settings.sessionTimeout().toMillis()));
        config.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(settings.sessionTimeout().toMillis() / 4));
        ContainerProperties properties =
                new ContainerProperties(topics.activities().name());
        properties.setMessageListener(sink);
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        properties.setSyncCommits(true);
        properties.setMissingTopicsFatal(false);
        var listeners = new ConcurrentMessageListenerContainer<byte[], byte[]>(
                new DefaultKafkaConsumerFactory<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                properties);
        listeners.setConcurrency(settings.sinkThreads());
        listeners.setBeanName("activity-sink");
        listeners.setAutoStartup(false);
        listeners.setCommonErrorHandler(forEver());
        topicCreation.ready().thenRun(listeners::start);
        return listeners;
    }

    /// Delivers the batch again until it works.
    private static DefaultErrorHandler forEver() {
        ExponentialBackOff backOff = new ExponentialBackOff(500, 2);
        backOff.setMaxInterval(10_000);
        return new DefaultErrorHandler(backOff);
    }

    @Bean
    ActivityPartitions activityPartitions(JdbcTemplate jdbc, Clock clock) {
        return new ActivityPartitions(jdbc, clock);
    }

    @Bean
    ActivitySinkHealth activitySinkHealthIndicator(
            ActivitySink sink, ConcurrentMessageListenerContainer<byte[], byte[]> activityListeners) {
        return new ActivitySinkHealth(sink, activityListeners);
    }

    @Bean
    ActivitySinkMetrics activitySinkMetrics(ActivitySink sink, ActivitySinkHealth health) {
        return new ActivitySinkMetrics(sink, health);
    }
}
