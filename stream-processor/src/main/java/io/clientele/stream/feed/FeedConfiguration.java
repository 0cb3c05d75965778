package io.clientele.stream.feed;

import io.clientele.feed.EventLog;
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

/// The feed's sink and what it runs in.
@Configuration(proxyBeanMethods = false)
public class FeedConfiguration {
    @Bean
    SinkRunner feedSink(
            EventLog log,
            Topics topics,
            KafkaTemplate<byte[], byte[]> deadLetters,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation) {
        return new SinkRunner(
                new FeedSink(log, topics.events()), deadLetters, settings, kafkaClient, topicCreation.ready());
    }

    @Bean
    MonthPartitions feedPartitions(JdbcTemplate jdbc, Clock clock) {
        return new MonthPartitions(jdbc, clock, "customer_event");
    }

    @Bean
    SinkHealth feedSinkHealthIndicator(@Qualifier("feedSink") SinkRunner sink) {
        return new SinkHealth(sink);
    }

    @Bean
    SinkMetrics feedSinkMetrics(@Qualifier("feedSink") SinkRunner sink) {
        return new SinkMetrics(sink);
    }
}
