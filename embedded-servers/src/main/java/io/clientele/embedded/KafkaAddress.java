package io.clientele.embedded;

/// Where Kafka listens.
///
/// @param bootstrapServers as Kafka's clients take it, `host:port`
public record KafkaAddress(String bootstrapServers) {}
