package io.clientele.stream.notification;

import io.clientele.notification.NotificationLog;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.mail.MailConfiguration;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.StreamSettings;
import io.clientele.stream.runtime.TopicCreation;
import io.clientele.stream.sink.SinkHealth;
import io.clientele.stream.sink.SinkMetrics;
import io.clientele.stream.sink.SinkRunner;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/// The notifications' sink and what it runs in.
@Configuration(proxyBeanMethods = false)
public class NotificationConfiguration {
    @Bean
    NotificationLog notificationLog(
            JdbcTemplate jdbc, TenantTransactions transactions, Environment environment, Clock clock) {
        return new NotificationLog(jdbc, transactions, environment.containsProperty(MailConfiguration.HOST), clock);
    }

    @Bean
    SinkRunner notificationSink(
            NotificationLog log,
            Topics topics,
            KafkaTemplate<byte[], byte[]> deadLetters,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation) {
        return new SinkRunner(
                new NotificationSink(log, topics.notifications()),
                deadLetters,
                settings,
                kafkaClient,
                topicCreation.ready());
    }

    @Bean
    SinkHealth notificationSinkHealthIndicator(@Qualifier("notificationSink") SinkRunner sink) {
        return new SinkHealth(sink);
    }

    @Bean
    SinkMetrics notificationSinkMetrics(@Qualifier("notificationSink") SinkRunner sink) {
        return new SinkMetrics(sink);
    }
}
