package io.clientele.stream.letter;

import io.clientele.letter.DeadLetterLog;
import io.clientele.letter.RedriveQueue;
import io.clientele.pii.TenantKeys;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.StreamSettings;
import io.clientele.stream.runtime.TopicCreation;
import io.clientele.stream.sink.SinkHealth;
import io.clientele.stream.sink.SinkMetrics;
import io.clientele.stream.sink.SinkRunner;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/// What keeps dead letters, and what sends them again.
@Configuration(proxyBeanMethods = false)
public class LetterConfiguration {
    @Bean
    DeadLetterLog deadLetterLog(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        return new DeadLetterLog(jdbc, keys, transactions);
    }

    @Bean
    SinkRunner letterSink(
            DeadLetterLog log,
            Topics topics,
            KafkaTemplate<byte[], byte[]> deadLetters,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation) {
        return new SinkRunner(new LetterSink(log, topics), deadLetters, settings, kafkaClient, topicCreation.ready());
    }

    @Bean
    SmartLifecycle redriver(
            JdbcTemplate jdbc,
            TenantTransactions transactions,
            KafkaClient kafkaClient,
            KafkaTemplate<byte[], byte[]> deadLetters,
            Clock clock) {
        return new Redriver(new RedriveQueue(jdbc, transactions, clock), kafkaClient, deadLetters);
    }

    @Bean
    SinkHealth letterSinkHealthIndicator(@Qualifier("letterSink") SinkRunner sink) {
        return new SinkHealth(sink);
    }

    @Bean
    SinkMetrics letterSinkMetrics(@Qualifier("letterSink") SinkRunner sink) {
        return new SinkMetrics(sink);
    }

    @Bean
    LetterHealth deadLettersHealthIndicator(DeadLetterLog log) {
        return new LetterHealth(log);
    }

    @Bean
    LetterMetrics letterMetrics(DeadLetterLog log) {
        return new LetterMetrics(log);
    }
}
