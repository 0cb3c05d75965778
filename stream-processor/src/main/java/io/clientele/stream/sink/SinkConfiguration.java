package io.clientele.stream.sink;

import io.clientele.stream.runtime.KafkaClient;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/// What the sinks share.
@Configuration(proxyBeanMethods = false)
public class SinkConfiguration {
    @Bean
    KafkaTemplate<byte[], byte[]> deadLetters(KafkaClient kafkaClient) {
        Map<String, Object> config = new HashMap<>(kafkaClient.settings());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(config));
    }
}
