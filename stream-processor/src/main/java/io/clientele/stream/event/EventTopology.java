package io.clientele.stream.event;

import io.clientele.schemas.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/// `cdc.changes` -> `customer.events`: every change that means something to the outside becomes one event.
public final class EventTopology {
    /// Versions seen per entity and the last sequence number per customer or import; its changelog has this name in it.
    public static final String POSITIONS = "event-positions";
    /// In front of the key of a last sequence number; rows have the code of their source there.
    static final String SUBJECT = "c";

    private final Topics topics;

    /// @param topics where to read and write
    public EventTopology(Topics topics) {
        this.topics = topics;
    }

    /// Adds this topology to what is built.
    public void build(StreamsBuilder builder) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(POSITIONS), Serdes.String(), Serdes.Long()));
        builder.stream(
                        topics.changes().name(),
                        Consumed.with(topics.changes().key(), topics.changes().value())
                                .withName("row-changes"))
                // One processor for versions and sequence: both must move together, in one transaction.
                .process(EventDerivation::new, Named.as("derive-events"), POSITIONS)
                .to(
                        topics.events().name(),
                        Produced.with(topics.events().key(), topics.events().value())
                                .withName("customer-events"));
    }
}
