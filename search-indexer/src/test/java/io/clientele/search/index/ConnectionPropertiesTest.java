package io.clientele.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConnectionPropertiesTest {
    @Test
    void haveDefaultsAndTakeTheirKeys() {
        assertThat(bind("clientele.topics", TopicProperties.class, Map.of())).isEqualTo(new TopicProperties(""));
        assertThat(bind("clientele.topics", TopicProperties.class, Map.of("clientele.topics.prefix", "x-")))
                .isEqualTo(new TopicProperties("x-"));
        assertThat(bind("spring.kafka", KafkaConnection.class, Map.of()))
                .isEqualTo(new KafkaConnection(List.of("127.0.0.1:9092"), Map.of()));
        assertThat(bind("spring.kafka", KafkaConnection.class, Map.of("spring.kafka.bootstrap-servers", "a:1,b:2"))
                        .with(Map.of("group.id", "g")))
                .isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "group.id", "g"));
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys)).bindOrCreate(prefix, type);
    }
}
