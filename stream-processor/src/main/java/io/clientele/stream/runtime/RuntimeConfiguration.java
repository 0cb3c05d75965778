package io.clientele.stream.runtime;

import io.clientele.schemas.topic.Topics;
import io.clientele.stream.inquiry.AudienceLookup;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Topics and topologies.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TopicSettings.class, StreamSettings.class})
public class RuntimeConfiguration {
    @Bean
    Topics topics(TopicSettings settings) {
        return Topics.withPrefix(settings.prefix());
    }

    @Bean
    KafkaClient kafkaClient(KafkaProperties properties) {
        Map<String, Object> client = new HashMap<>(properties.buildAdminProperties());
        client.put("bootstrap.servers", properties.getBootstrapServers());
        // A broker that was away is found again quickly.
        client.put("reconnect.backoff.max.ms", 1000);
        return new KafkaClient(client);
    }

    @Bean
    TopicCreation topicCreation(Topics topics, TopicSettings settings, KafkaClient kafkaClient) {
        return new TopicCreation(topics, settings, kafkaClient.settings());
    }

    @Bean
    StreamsRunner streamsRunner(
            Topics topics,
            AudienceLookup audiences,
            TopicSettings topicSettings,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation,
            Clock clock) {
        return new StreamsRunner(
                topics,
                audiences,
                settings,
                kafkaClient.settings(),
                topicSettings.prefix(),
                topicCreation.ready(),
                clock);
    }

    @Bean
    StreamsHealth streamsHealthIndicator(StreamsRunner runner) {
        return new StreamsHealth(runner);
    }

    @Bean
    KafkaHealth kafkaHealthIndicator(KafkaClient kafkaClient) {
        return new KafkaHealth(kafkaClient);
    }

    @Bean
    StreamsMetrics streamsMetrics(StreamsRunner runner) {
        return new StreamsMetrics(runner);
    }
}
