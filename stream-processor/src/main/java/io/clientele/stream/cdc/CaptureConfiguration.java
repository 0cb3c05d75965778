package io.clientele.stream.cdc;

import io.clientele.schemas.topic.Topics;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.TopicCreation;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Capture, its health and its metrics.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CaptureSettings.class)
public class CaptureConfiguration {
    @Bean
    Capture capture(
            CaptureSettings settings,
            Topics topics,
            KafkaClient kafkaClient,
            TopicCreation topicCreation,
            Clock clock) {
        return new Capture(settings, topics, kafkaClient.settings(), topicCreation.ready(), clock);
    }

    @Bean
    CaptureHealth captureHealthIndicator(Capture capture, CaptureSettings settings, Clock clock) {
        return new CaptureHealth(capture, settings, clock);
    }

    @Bean
    CaptureMetrics captureMetrics(Capture capture, Clock clock) {
        return new CaptureMetrics(capture, clock);
    }
}
