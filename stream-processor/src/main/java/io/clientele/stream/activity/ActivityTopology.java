package io.clientele.stream.activity;

import io.clientele.schemas.event.ActivityEntry;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.topic.Topics;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/// `customer.events` -> `customer.activities`: what happened to a customer is also in the customer's activity log.
/// Events of activities themselves are left out, or the log would feed itself.
public final class ActivityTopology {
    private final Topics topics;

    /// @param topics where to read and write
    public ActivityTopology(Topics topics) {
        this.topics = topics;
    }

    /// Adds this topology to what is built.
    public void build(StreamsBuilder builder) {
        builder.stream(
                        topics.events().name(),
                        Consumed.with(topics.events().key(), topics.events().value())
                                .withName("events-to-log"))
                .processValues(ActivityDerivation::new, Named.as("derive-activities"))
                .to(
                        topics.activities().name(),
                        Produced.with(
                                        topics.activities().key(),
                                        topics.activities().value())
                                .withName("customer-activities"));
    }

    private static final class ActivityDerivation
            extends ContextualFixedKeyProcessor<String, @Nullable PublishedEvent, ActivityEntry> {
        @Override
        public void process(FixedKeyRecord<String, @Nullable PublishedEvent> input) {
            PublishedEvent event = input.value();
            List<ActivityEntry> entries = event == null ? List.of() : ActivityOfEvent.entries(event);
            for (ActivityEntry entry : entries) {
                context().forward(input.withValue(entry).withHeaders(new RecordHeaders()));
            }
        }
    }
}
