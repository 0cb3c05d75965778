package io.clientele.stream.webhook;

import io.clientele.schemas.topic.Topics;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.StreamSettings;
import io.clientele.stream.runtime.TopicCreation;
import io.clientele.stream.sink.SinkHealth;
import io.clientele.stream.sink.SinkMetrics;
import io.clientele.stream.sink.SinkRunner;
import io.clientele.webhook.Deliveries;
import io.clientele.webhook.DeliveryQueue;
import io.clientele.webhook.DeliveryResults;
import io.clientele.webhook.Targets;
import io.clientele.webhook.WebhookDomainConfiguration;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;

/// Webhooks: the sink, the dispatcher, and what watches them.
@Configuration(proxyBeanMethods = false)
@Import(WebhookDomainConfiguration.class)
@EnableConfigurationProperties(WebhookSettings.class)
public class WebhookConfiguration {
    @Bean
    WebhookCounts webhookCounts() {
        return new WebhookCounts();
    }

    @Bean
    Receivers webhookReceivers(Targets targets, WebhookSettings settings, Clock clock) {
        return new Receivers(targets, ReceiverClient.create(targets, settings, null), clock, settings.timeout());
    }

    @Bean
    WebhookDispatcher webhookDispatcher(
            DeliveryQueue queue,
            DeliveryResults results,
            Receivers receivers,
            WebhookSettings settings,
            WebhookCounts counts,
            Clock clock) {
        return new WebhookDispatcher(
                queue, new Courier(receivers, results, settings, counts, clock), settings, counts, clock);
    }

    @Bean
    DeliveryExpiry webhookDeliveryExpiry(Deliveries deliveries) {
        return new DeliveryExpiry(deliveries);
    }

    @Bean
    SinkRunner webhookSink(
            Deliveries deliveries,
            WebhookDispatcher dispatcher,
            WebhookSettings webhookSettings,
            Topics topics,
            KafkaTemplate<byte[], byte[]> deadLetters,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation) {
        return new SinkRunner(
                new DeliverySink(deliveries, topics.events(), webhookSettings.keep(), dispatcher::wake),
                deadLetters,
                settings,
                kafkaClient,
                topicCreation.ready());
    }

    @Bean
    SinkHealth webhookSinkHealthIndicator(@Qualifier("webhookSink") SinkRunner sink) {
        return new SinkHealth(sink);
    }

    @Bean
    SinkMetrics webhookSinkMetrics(@Qualifier("webhookSink") SinkRunner sink) {
        return new SinkMetrics(sink);
    }

    @Bean
    WebhookHealth webhooksHealthIndicator(WebhookDispatcher dispatcher, WebhookCounts counts, Clock clock) {
        return new WebhookHealth(dispatcher, counts, clock);
    }

    @Bean
    WebhookMetrics webhookMetrics(WebhookCounts counts, Clock clock) {
        return new WebhookMetrics(counts, clock);
    }
}
