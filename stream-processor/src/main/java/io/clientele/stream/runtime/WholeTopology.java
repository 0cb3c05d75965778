package io.clientele.stream.runtime;

import io.clientele.schemas.topic.Topics;
import io.clientele.stream.activity.ActivityTopology;
import io.clientele.stream.counter.CounterTopology;
import io.clientele.stream.event.EventTopology;
import io.clientele.stream.inquiry.AudienceLookup;
import io.clientele.stream.inquiry.InquiryTopology;
import io.clientele.stream.notification.NotificationTopology;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/// All topologies as one Kafka Streams application: one consumer, one producer and one set of threads for them all.
/// They stay apart as sub-topologies that share topics only.
final class WholeTopology {
    private WholeTopology() {}

    /// @param audiences tells whom inquiries concern
    /// @param config of the application
    static Topology of(Topics topics, AudienceLookup audiences, Map<String, Object> config) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        new EventTopology(topics).build(builder);
        new ActivityTopology(topics).build(builder);
        new InquiryTopology(topics, audiences).build(builder);
        new NotificationTopology(topics, NotificationTopology.QUIET).build(builder);
        new CounterTopology(topics).build(builder);
        Properties properties = new Properties();
        properties.putAll(config);
        return builder.build(properties);
    }
}
