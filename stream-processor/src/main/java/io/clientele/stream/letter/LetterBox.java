package io.clientele.stream.letter;

import io.clientele.letter.RedriveQueue.Outcome;
import io.clientele.letter.RedriveQueue.Place;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.stream.runtime.KafkaClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations;

/// Takes letters from where they lie and sends their records again, byte for byte. Connects with the first. Not
/// thread-safe.
final class LetterBox implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final KafkaClient client;
    private final KafkaOperations<byte[], byte[]> producer;
    private @Nullable KafkaConsumer<byte[], byte[]> reader;

    /// @param producer waits for all replicas, and keeps the order
    LetterBox(KafkaClient client, KafkaOperations<byte[], byte[]> producer) {
        this.client = client;
        this.producer = producer;
    }

    /// @throws org.apache.kafka.common.KafkaException when the broker does not answer
    Outcome send(Place place) {
        ConsumerRecord<byte[], byte[]> letter = take(place);
        if (letter == null) {
            return Outcome.GONE;
        }
        producer.send(DeadLetter.read(letter).redrive()).join();
        return Outcome.SENT;
    }

    private @Nullable ConsumerRecord<byte[], byte[]> take(Place place) {
        KafkaConsumer<byte[], byte[]> letters = reader();
        TopicPartition partition = new TopicPartition(place.topic(), place.partition());
        if (letters.partitionsFor(place.topic()).isEmpty()
                || letters.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L) > place.offset()
                || letters.endOffsets(List.of(partition)).getOrDefault(partition, 0L) <= place.offset()) {
            return null;
        }
        letters.assign(List.of(partition));
        letters.seek(partition, place.offset());
        ConsumerRecords<byte[], byte[]> found = letters.poll(ANSWER);
        if (found.isEmpty()) {
            throw new TimeoutException("the broker did not give the letter at " + place);
        }
        ConsumerRecord<byte[], byte[]> letter = found.iterator().next();
        return letter.offset() == place.offset() ? letter : null;
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        if (reader == null) {
            Map<String, Object> config = new HashMap<>(client.settings());
            config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
            config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(ANSWER.toMillis()));
            reader = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return reader;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
