package io.clientele.stream.runtime;

import java.util.Map;

/// How to reach the broker, security included: what every client is given, without anything of its own.
///
/// @param settings of a Kafka client
public record KafkaClient(Map<String, Object> settings) {
    public KafkaClient {
        settings = Map.copyOf(settings);
    }

    /// Settings may hold secrets.
    @Override
    public String toString() {
        return "KafkaClient" + settings.get("bootstrap.servers");
    }
}
