package io.clientele.schemas.topic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serde;

/// A topic with the shapes of its records.
///
/// @param name as the broker knows it, prefix included
/// @param key reads and writes keys; has no state and needs no closing
/// @param value reads and writes values, with their headers; refuses to write one that is larger than
/// [#MAX_RECORD_BYTES]; has no state and needs no closing
/// @param retention how the broker keeps records
public record Topic<K, V>(String name, Serde<K> key, Serde<V> value, Retention retention) {
    /// What the name of a topic's dead letters ends with.
    public static final String DEAD_LETTERS = ".dead-letters";
    /// The most bytes of a value, so that headers fit beside it into what a broker takes by default (1 MiB). A larger
    /// one must not reach a producer: that would fail, and with it the transaction.
    public static final int MAX_RECORD_BYTES = 900_000;

    public Topic {
        value = BoundedSerde.of(value, MAX_RECORD_BYTES);
    }

    /// How long the broker keeps records.
    public enum Retention {
        /// Until they are read by everyone: a week.
        WEEK(Map.of("cleanup.policy", "delete", "retention.ms", "604800000")),
        /// Dead letters: as long as they can be sent again.
        MONTH(Map.of("cleanup.policy", "delete", "retention.ms", "2592000000")),
        /// For ever, so that a new consumer can read from the start.
        FOREVER(Map.of("cleanup.policy", "delete", "retention.ms", "-1")),
        /// The newest per key, in as many partitions as others.
        NEWEST(Map.of("cleanup.policy", "compact")),
        /// The newest per key; one partition, and no dead letters.
        LATEST(Map.of("cleanup.policy", "compact", "segment.bytes", "16777216", "min.cleanable.dirty.ratio", "0.1"));

        private final Map<String, String> settings;

        Retention(Map<String, String> settings) {
            this.settings = settings;
        }
    }

    /// Where the records of this topic go that cannot be processed: unread bytes, the reason in headers.
    public String deadLetters() {
        return name + DEAD_LETTERS;
    }

    /// What to ask of the broker for this topic and, unless it is that of positions, its dead letters.
    ///
    /// @param partitions at least 1; one that keeps the latest always has 1
    public List<NewTopic> definitions(int partitions) {
        return switch (retention) {
            case LATEST -> List.of(new NewTopic(name, Optional.of(1), Optional.empty()).configs(retention.settings));
            case WEEK, MONTH, FOREVER, NEWEST ->
                List.of(
                        new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(retention.settings),
                        new NewTopic(deadLetters(), Optional.of(1), Optional.empty())
                                .configs(Retention.MONTH.settings));
        };
    }
}
