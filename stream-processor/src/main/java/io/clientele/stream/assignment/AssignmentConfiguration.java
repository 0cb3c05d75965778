package io.clientele.stream.assignment;

import io.clientele.inbound.InboundReports;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.StreamSettings;
import io.clientele.stream.runtime.TopicCreation;
import io.clientele.stream.sink.SinkHealth;
import io.clientele.stream.sink.SinkMetrics;
import io.clientele.stream.sink.SinkRunner;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

/// The sinks of what other systems report, and what they run in.
@Configuration(proxyBeanMethods = false)
public class AssignmentConfiguration {
    @Bean
    SinkRunner inquirySink(
            InboundReports reports,
            Topics topics,
            MeterRegistry meters,
            KafkaTemplate<byte[], byte[]> deadLetters,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation) {
        return new SinkRunner(
                new AssignmentSink<>("inquiry", topics.inquiries(), reports, meters),
                deadLetters,
                settings,
                kafkaClient,
                topicCreation.ready());
    }

    @Bean
    SinkRunner referralSink(
            InboundReports reports,
            Topics topics,
            MeterRegistry meters,
            KafkaTemplate<byte[], byte[]> deadLetters,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation) {
        return new SinkRunner(
                new AssignmentSink<>("referral", topics.referrals(), reports, meters),
                deadLetters,
                settings,
                kafkaClient,
                topicCreation.ready());
    }

    @Bean
    SinkHealth inquirySinkHealthIndicator(@Qualifier("inquirySink") SinkRunner sink) {
        return new SinkHealth(sink);
    }

    @Bean
    SinkHealth referralSinkHealthIndicator(@Qualifier("referralSink") SinkRunner sink) {
        return new SinkHealth(sink);
    }

    @Bean
    SinkMetrics inquirySinkMetrics(@Qualifier("inquirySink") SinkRunner sink) {
        return new SinkMetrics(sink);
    }

    @Bean
    SinkMetrics referralSinkMetrics(@Qualifier("referralSink") SinkRunner sink) {
        return new SinkMetrics(sink);
    }
}
