package io.clientele.stream.activity;

import io.clientele.activity.ActivityLog;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.StreamSettings;
import io.clientele.stream.runtime.TopicCreation;
import io.clientele.stream.sink.MonthPartitions;
import io.clientele.stream.sink.SinkHealth;
import io.clientele.stream.sink.SinkMetrics;
import io.clientele.stream.sink.SinkRunner;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/// The activity log's sink and what it runs in.
@Configuration(proxyBeanMethods = false)
public class ActivityConfiguration {
    @Bean
    SinkRunner activitySink(
            ActivityLog log,
            Topics topics,
            KafkaTemplate<byte[], byte[]> deadLetters,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation) {
        return new SinkRunner(
                new ActivitySink(log, topics.activities()), deadLetters, settings, kafkaClient, topicCreation.ready());
    }

    @Bean
    MonthPartitions activityPartitions(JdbcTemplate jdbc, Clock clock) {
        return new MonthPartitions(jdbc, clock, "customer_activity");
    }

    @Bean
    SinkHealth activitySinkHealthIndicator(@Qualifier("activitySink") SinkRunner sink) {
        return new SinkHealth(sink);
    }

    @Bean
    SinkMetrics activitySinkMetrics(@Qualifier("activitySink") SinkRunner sink) {
        return new SinkMetrics(sink);
    }
}
