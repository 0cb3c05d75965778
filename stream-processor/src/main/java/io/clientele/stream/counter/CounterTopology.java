package io.clientele.stream.counter;

import io.clientele.schemas.event.HourlyCount;
import io.clientele.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/// `customer.events` -> `customer.counts`: new customers and activities by type, per tenant and hour. An event counts
/// in the hour in which it happened, also when it comes up to 400 days late; later ones are left out, which Kafka
/// Streams counts as dropped records.
public final class CounterTopology {
    /// Which events were counted, per customer.
    static final String COUNTED = "counted-events";

    static final Duration GRACE = Duration.ofDays(400);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String COUNTS = "hourly-counts";

    private final Topics topics;

    /// @param topics where to read and write
    public CounterTopology(Topics topics) {
        this.topics = topics;
    }

    /// Adds this topology to what is built.
    public void build(StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(COUNTED), Serdes.String(), Serdes.ByteArray()));
        builder.stream(
                        topics.events().name(),
                        Consumed.with(topics.events().key(), topics.events().value())
                                .withName("events-to-count"))
                .process(EventCount::new, Named.as("count-once"), COUNTED)
                .groupByKey(Grouped.with("counts-by-metric", Serdes.String(), Serdes.ByteArray()))
                .windowedBy(TimeWindows.ofSizeAndGrace(HOUR, GRACE))
                .count(
                        Named.as("count-hours"),
                        Materialized.<String, Long, WindowStore<Bytes, byte[]>>as(COUNTS)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.Long())
                                .withRetention(GRACE.plus(HOUR)))
                .toStream(Named.as("counted-hours"))
                .map(CounterTopology::record, Named.as("name-counts"))
                .to(
                        topics.counts().name(),
                        Produced.with(topics.counts().key(), topics.counts().value())
                                .withName("customer-counts"));
    }

    private static KeyValue<String, HourlyCount> record(Windowed<String> window, Long count) {
        String[] key = window.key().split(String.valueOf(EventCount.SEPARATOR), 2);
        HourlyCount hourly = new HourlyCount(
                UUID.fromString(key[0]),
                key[1],
                Instant.ofEpochMilli(window.window().start()),
                count);
        return KeyValue.pair(hourly.key(), hourly);
    }
}
