package io.clientele.stream.inquiry;

import io.clientele.inquiry.InquiryAudiences;
import io.clientele.inquiry.InquiryLedger;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.StreamSettings;
import io.clientele.stream.runtime.TopicCreation;
import io.clientele.stream.sink.SinkHealth;
import io.clientele.stream.sink.SinkMetrics;
import io.clientele.stream.sink.SinkRunner;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

/// What the topology of inquiries asks, and the sink of what it decides.
@Configuration(proxyBeanMethods = false)
public class InquiryConfiguration {
    @Bean
    AudienceLookup audienceLookup(InquiryAudiences audiences) {
        return audiences::find;
    }

    @Bean
    SinkRunner offerSink(
            InquiryLedger ledger,
            Topics topics,
            KafkaTemplate<byte[], byte[]> deadLetters,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation) {
        return new SinkRunner(
                new OfferSink(ledger, topics.offers()), deadLetters, settings, kafkaClient, topicCreation.ready());
    }

    @Bean
    SinkHealth offerSinkHealthIndicator(@Qualifier("offerSink") SinkRunner sink) {
        return new SinkHealth(sink);
    }

    @Bean
    SinkMetrics offerSinkMetrics(@Qualifier("offerSink") SinkRunner sink) {
        return new SinkMetrics(sink);
    }
}
