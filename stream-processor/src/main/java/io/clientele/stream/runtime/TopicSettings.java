package io.clientele.stream.runtime;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Keys under `clientele.topics`.
///
/// @param prefix in front of every topic name; empty for none
/// @param partitions of the topics that this application creates, at least 1; existing topics stay as they are
@ConfigurationProperties("clientele.topics")
public record TopicSettings(
        @DefaultValue("") String prefix, @DefaultValue("6") int partitions) {
    public TopicSettings {
        if (partitions < 1) {
            throw new IllegalArgumentException("clientele.topics.partitions must be at least 1");
        }
    }
}
