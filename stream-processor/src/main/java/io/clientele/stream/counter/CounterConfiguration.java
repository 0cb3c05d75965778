package io.clientele.stream.counter;

import io.clientele.count.HourlyCounts;
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

/// The counters' sink and what it runs in.
@Configuration(proxyBeanMethods = false)
public class CounterConfiguration {
    @Bean
    SinkRunner countSink(
            HourlyCounts counts,
            Topics topics,
            KafkaTemplate<byte[], byte[]> deadLetters,
            StreamSettings settings,
            KafkaClient kafkaClient,
            TopicCreation topicCreation) {
        return new SinkRunner(
                new CountSink(counts, topics.counts()), deadLetters, settings, kafkaClient, topicCreation.ready());
    }

    @Bean
    SinkHealth countSinkHealthIndicator(@Qualifier("countSink") SinkRunner sink) {
        return new SinkHealth(sink);
    }

    @Bean
    SinkMetrics countSinkMetrics(@Qualifier("countSink") SinkRunner sink) {
        return new SinkMetrics(sink);
    }
}
