package io.clientele.search.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where Kafka is, under the names that Spring uses.
///
/// @param bootstrapServers `host:port` each
/// @param properties anything else for the clients, for example security; by Kafka's own names
@ConfigurationProperties("spring.kafka")
record KafkaConnection(
        @DefaultValue("127.0.0.1:9092") List<String> bootstrapServers,
        @DefaultValue Map<String, String> properties) {

    /// The client's settings, with ours on top.
    Map<String, Object> with(Map<String, Object> ours) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("bootstrap.servers", String.join(",", bootstrapServers));
        all.putAll(ours);
        return all;
    }

    @Override
    public String toString() {
        return "KafkaConnection" + bootstrapServers;
    }
}
