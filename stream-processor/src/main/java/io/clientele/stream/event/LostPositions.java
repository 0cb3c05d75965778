package io.clientele.stream.event;

import io.clientele.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills the changelog of the positions anew where it is lost: what matters of it is in `customer.events`, which is
/// kept
/// for ever. Without that, a stream that starts again would number every customer's events from 1.
public final class LostPositions {
    private static final Logger LOG = LoggerFactory.getLogger(LostPositions.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TRANSACTION_MS = 900_000;

    private final Topics topics;
    private final String changelog;
    private final Map<String, Object> kafka;

    /// @param applicationId of the topologies
    /// @param kafka how to reach the broker
    public LostPositions(Topics topics, String applicationId, Map<String, Object> kafka) {
        this.topics = topics;
        this.changelog = applicationId + "-" + EventTopology.POSITIONS + "-changelog";
        this.kafka = Map.copyOf(kafka);
    }

    /// Returns at once where the changelog is there, or nothing was published yet. All of it is one transaction: where
    /// it was cut short, the next call finds nothing and begins again.
    ///
    /// @throws ExecutionException when the broker refuses
    public void restore() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka);
                KafkaConsumer<String, byte[]> consumer = consumer()) {
            boolean isThere = admin.listTopics().names().get().contains(changelog);
            if (isThere && holdsAnything(consumer, changelog)
                    || !holdsAnything(consumer, topics.events().name())) {
                return;
            }
            int partitions = consumer.partitionsFor(topics.changes().name()).size();
            if (partitions != consumer.partitionsFor(topics.events().name()).size()) {
                throw new IllegalStateException("%s and %s have different numbers of partitions: %s cannot be made anew"
                        .formatted(topics.changes().name(), topics.events().name(), changelog));
            }
            if (!isThere) {
                admin.createTopics(List.of(new NewTopic(changelog, Optional.of(partitions), Optional.empty())
                                .configs(Map.of("cleanup.policy", "compact"))))
                        .all()
                        .get();
            }
            LOG.warn("{} is lost and was made anew of {} events", changelog, copy(consumer));
        }
    }

    private long copy(KafkaConsumer<String, byte[]> consumer) {
        Map<TopicPartition, Long> ends = begin(consumer, topics.events().name());
        long copied = 0;
        try (KafkaProducer<String, Long> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            while (isBehind(consumer, ends)) {
                for (ConsumerRecord<String, byte[]> event : consumer.poll(POLL)) {
                    for (EventPosition position : EventPosition.of(event, topics.events())) {
                        producer.send(
                                new ProducerRecord<>(changelog, event.partition(), position.key(), position.value()));
                    }
                    copied++;
                }
            }
            producer.commitTransaction();
        }
        return copied;
    }

    private static boolean holdsAnything(KafkaConsumer<String, byte[]> consumer, String topic) {
        Map<TopicPartition, Long> ends = begin(consumer, topic);
        while (isBehind(consumer, ends)) {
            if (!consumer.poll(POLL).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /// Goes to the start of the topic, and says where what is committed of it ends.
    private static Map<TopicPartition, Long> begin(KafkaConsumer<String, byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer.endOffsets(partitions);
    }

    private static boolean isBehind(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<String, Long> producer() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, changelog + "-made-anew");
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new KafkaProducer<>(config, new StringSerializer(), new LongSerializer());
    }
}
