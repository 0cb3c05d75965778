package io.clientele.schemas.topic;

import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.cdc.RowChangeSerde;
import io.clientele.schemas.event.ActivityEntry;
import io.clientele.schemas.event.ActivityEntrySerde;
import io.clientele.schemas.event.HourlyCount;
import io.clientele.schemas.event.HourlyCountSerde;
import io.clientele.schemas.event.InquiryEntry;
import io.clientele.schemas.event.InquiryEntrySerde;
import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.event.NotificationEntrySerde;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.event.PublishedEventSerde;
import io.clientele.schemas.inbound.InboundRecord;
import io.clientele.schemas.inbound.InboundRecordSerde;
import io.clientele.schemas.inbound.InquiryEvent;
import io.clientele.schemas.inbound.ReferralEvent;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serdes;

/// Every topic of the platform.
///
/// @param changes row changes of the captured tables, keyed by customer (operations by their own id), in WAL order
/// @param offsets where capture has got to, keyed as Kafka Connect does; one partition, compacted
/// @param events customer events in CloudEvents binary mode, keyed by customer
/// @param activities activities to append to the activity log, keyed by customer
/// @param counts how many of what happened in an hour, keyed by tenant, metric and hour; the newest of a key is right
/// @param notifications what professionals are to be told of, keyed by recipient
/// @param inquiries what other systems report of inquiries, CloudEvents in binary mode, keyed by customer
/// @param referrals what other systems report of referrals, likewise
/// @param offers how each inquiry stands after a step, keyed by customer
public record Topics(
        Topic<String, RowChange> changes,
        Topic<byte[], byte[]> offsets,
        Topic<String, PublishedEvent> events,
        Topic<String, ActivityEntry> activities,
        Topic<String, NotificationEntry> notifications,
        Topic<String, InboundRecord<InquiryEvent>> inquiries,
        Topic<String, InboundRecord<ReferralEvent>> referrals,
        Topic<String, InquiryEntry> offers,
        Topic<String, HourlyCount> counts) {

    /// @param prefix put in front of every name; empty for none
    public static Topics withPrefix(String prefix) {
        return new Topics(
                new Topic<>(prefix + "cdc.changes", Serdes.String(), new RowChangeSerde(), Topic.Retention.WEEK),
                new Topic<>(prefix + "cdc.offsets", Serdes.ByteArray(), Serdes.ByteArray(), Topic.Retention.LATEST),
                new Topic<>(
                        prefix + "customer.events",
                        Serdes.String(),
                        new PublishedEventSerde(),
                        Topic.Retention.FOREVER),
                new Topic<>(
                        prefix + "customer.activities",
                        Serdes.String(),
                        new ActivityEntrySerde(),
                        Topic.Retention.WEEK),
                new Topic<>(
                        prefix + "owner.notifications",
                        Serdes.String(),
                        new NotificationEntrySerde(),
                        Topic.Retention.WEEK),
                new Topic<>(
                        prefix + "inquiry.events",
                        Serdes.String(),
                        new InboundRecordSerde<>(InquiryEvent.class),
                        Topic.Retention.WEEK),
                new Topic<>(
                        prefix + "referral.events",
                        Serdes.String(),
                        new InboundRecordSerde<>(ReferralEvent.class),
                        Topic.Retention.WEEK),
                new Topic<>(prefix + "inquiry.offers", Serdes.String(), new InquiryEntrySerde(), Topic.Retention.WEEK),
                new Topic<>(
                        prefix + "customer.counts", Serdes.String(), new HourlyCountSerde(), Topic.Retention.NEWEST));
    }

    /// All of them, in the order of the flow.
    public List<Topic<?, ?>> all() {
        return List.of(offsets, changes, events, activities, notifications, inquiries, referrals, offers, counts);
    }

    /// The names of the dead letters of those that have some.
    public List<String> deadLetters() {
        return all().stream()
                .filter(topic -> topic.retention() != Topic.Retention.LATEST)
                .map(Topic::deadLetters)
                .toList();
    }

    /// What to ask of the broker, dead letters included.
    ///
    /// @param partitions of each topic, at least 1
    public List<NewTopic> definitions(int partitions) {
        return all().stream()
                .flatMap(topic -> topic.definitions(partitions).stream())
                .toList();
    }
}
