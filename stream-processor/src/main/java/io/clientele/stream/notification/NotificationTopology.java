package io.clientele.stream.notification;

import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.topic.Topic;
import io.clientele.schemas.topic.Topics;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// `customer.events` -> `owner.notifications`: both parties of a transfer, and the owner on everything that happens to
/// an own customer; a bulk operation is one digest for each recipient. Whether somebody wants to be told is not asked
/// here.
public final class NotificationTopology {
    /// Owner per customer; its changelog has this name in it, like those below.
    public static final String CUSTOMERS = "notification-customers";
    /// What bulk operations did, per partition of events, until it goes on.
    public static final String COUNTS = "notification-counts";
    /// What bulk operations did, per recipient.
    public static final String DIGESTS = "notification-digests";
    /// When each digest that was not forwarded yet grew last.
    public static final String OPEN_DIGESTS = "notification-open-digests";
    /// For how long a bulk operation does nothing for a recipient before it is told of.
    public static final Duration QUIET = Duration.ofSeconds(5);

    private static final String BY_RECIPIENT = "notification-counts-by-recipient";

    private final Topics topics;
    private final Duration quiet;

    /// @param topics where to read and write
    /// @param quiet usually [#QUIET]
    public NotificationTopology(Topics topics, Duration quiet) {
        this.topics = topics;
        this.quiet = quiet;
    }

    /// Adds this topology to what is built.
    public void build(StreamsBuilder builder) {
        Serde<BulkDigest> digests = new JsonSerde<>(BulkDigest.class);
        // Cached: what changes many times between two commits is written once.
        builder.addStateStore(store(CUSTOMERS, new JsonSerde<>(CustomerStanding.class)));
        builder.addStateStore(store(COUNTS, digests));
        builder.addStateStore(store(DIGESTS, digests));
        builder.addStateStore(store(OPEN_DIGESTS, Serdes.Long()));
        Topic<String, PublishedEvent> events = topics.events();
        Topic<String, NotificationEntry> notifications = topics.notifications();
        KStream<String, Object> derived = builder.stream(
                        events.name(),
                        Consumed.with(events.key(), events.value()).withName("events-to-tell"))
                .process(NotificationDerivation::new, Named.as("derive-notifications"), CUSTOMERS, COUNTS);
        derived.filter((recipient, told) -> told instanceof NotificationEntry, Named.as("told-at-once"))
                .mapValues(told -> (NotificationEntry) told, Named.as("notifications-at-once"))
                .to(
                        notifications.name(),
                        Produced.with(notifications.key(), notifications.value())
                                .withName("owner-notifications"));
        derived.filter((recipient, told) -> told instanceof BulkDigest, Named.as("told-in-digests"))
                .mapValues(told -> (BulkDigest) told, Named.as("bulk-counts"))
                // Events lie by customer; a recipient's customers are everywhere.
                .repartition(Repartitioned.with(Serdes.String(), digests).withName(BY_RECIPIENT))
                .process(() -> new DigestCollection(quiet), Named.as("collect-digests"), DIGESTS, OPEN_DIGESTS)
                .to(
                        notifications.name(),
                        Produced.with(notifications.key(), notifications.value())
                                .withName("owner-digests"));
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Serde<T> value) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), value)
                .withCachingEnabled();
    }
}
