package io.clientele.stream.inquiry;

import io.clientele.schemas.event.InquiryEntrySerde;
import io.clientele.schemas.topic.Topics;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/// `inquiry.events` -> `inquiry.offers` and `owner.notifications`: a new inquiry goes to the customer's owner first
/// and, after the tenant's window, to everyone whom it concerns; an answer ends it (REQ-CM-B002).
public final class InquiryTopology {
    /// How each inquiry stands; its changelog has this name in it.
    public static final String INQUIRIES = "inquiries";
    /// When which inquiry is to be looked at again, soonest first.
    public static final String DEADLINES = "inquiry-deadlines";

    private final Topics topics;
    private final AudienceLookup audiences;

    /// @param topics where to read and write
    public InquiryTopology(Topics topics, AudienceLookup audiences) {
        this.topics = topics;
        this.audiences = audiences;
    }

    /// Adds this topology to what is built.
    public void build(StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(INQUIRIES), Serdes.String(), new InquiryEntrySerde()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(DEADLINES), Serdes.String(), Serdes.String()));
        KStream<String, InquiryStep> steps = builder.stream(
                        topics.inquiries().name(),
                        Consumed.with(
                                        topics.inquiries().key(),
                                        topics.inquiries().value())
                                .withName("inquiry-events"))
                .process(() -> new InquiryRouting(audiences), Named.as("route-inquiries"), INQUIRIES, DEADLINES);
        steps.mapValues(InquiryStep::entry, Named.as("inquiry-standings"))
                .to(
                        topics.offers().name(),
                        Produced.with(topics.offers().key(), topics.offers().value())
                                .withName("inquiry-offers"));
        steps.flatMap(
                        (customer, step) -> step.notifications().stream()
                                .map(entry -> KeyValue.pair(entry.key(), entry))
                                .toList(),
                        Named.as("inquiry-notifications"))
                .to(
                        topics.notifications().name(),
                        Produced.with(
                                        topics.notifications().key(),
                                        topics.notifications().value())
                                .withName("notify-of-inquiries"));
    }
}
