package io.clientele.stream.history;

import io.clientele.history.RecordHistory;
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

/// The record history's sink and what it runs in.
@Configuration(proxyBeanMethods = false)
public class HistoryConfiguration {
    @Bean
    SinkRunner historySink(
            RecordHistory history,
            Topics topics,
            KafkaTemplate<byte[], byte[]> deadLetters,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation) {
        return new SinkRunner(
                new HistorySink(history, topics.changes()), deadLetters, settings, kafkaClient, topicCreation.ready());
    }

    @Bean
    MonthPartitions historyPartitions(JdbcTemplate jdbc, Clock clock) {
        return new MonthPartitions(jdbc, clock, "record_history");
    }

    @Bean
    SinkHealth historySinkHealthIndicator(@Qualifier("historySink") SinkRunner sink) {
        return new SinkHealth(sink);
    }

    @Bean
    SinkMetrics historySinkMetrics(@Qualifier("historySink") SinkRunner sink) {
        return new SinkMetrics(sink);
    }
}
