package io.clientele.stream.letter;

import io.clientele.letter.DeadLetterLog;
import io.clientele.letter.DeadLetters;
import io.clientele.letter.NewLetter;
import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.cdc.ChangeHeaders;
import io.clientele.schemas.event.EventHeaders;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.topic.Topic;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.sink.Sink;
import io.clientele.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/// The dead letters of every topic -> the table `dead_letter`. It takes whatever comes: a letter of this sink would
/// have nowhere to go.
final class LetterSink implements Sink<NewLetter> {
    private final DeadLetterLog log;
    private final List<String> topics;

    LetterSink(DeadLetterLog log, Topics topics) {
        this.log = log;
        this.topics = topics.deadLetters();
    }

    @Override
    public String name() {
        return "letter";
    }

    @Override
    public Topic<?, ?> topic() {
        return new Topic<>(topics.getFirst(), Serdes.ByteArray(), Serdes.ByteArray(), Topic.Retention.MONTH);
    }

    @Override
    public List<String> topics() {
        return topics;
    }

    @Override
    public String group() {
        return topics.getFirst() + "-sink";
    }

    @Override
    public Rows<NewLetter> read(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter = DeadLetter.read(record);
        return new Rows<>(
                tenant(letter),
                List.of(new NewLetter(
                        letter, record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()))));
    }

    @Override
    public int write(TenantId tenantId, List<NewLetter> rows) {
        return log.put(tenantId, rows);
    }

    /// The tenant that the record names: in a header, or in its value where it has no such header.
    private static TenantId tenant(DeadLetter letter) {
        for (String header : List.of(ChangeHeaders.TENANT_ID, EventHeaders.TENANT_ID)) {
            TenantId named = tenant(DeadLetter.header(letter.headers(), header));
            if (named != null) {
                return named;
            }
        }
        TenantId named = tenant(inside(letter.value()));
        return named == null ? DeadLetters.PLATFORM : named;
    }

    private static @Nullable String inside(byte @Nullable [] value) {
        try {
            return value == null ? null : Json.read(value).path("tenant_id").asString(null);
        } catch (MalformedRecordException other) {
            return null;
        }
    }

    private static @Nullable TenantId tenant(@Nullable String text) {
        try {
            return text == null ? null : new TenantId(UUID.fromString(text));
        } catch (IllegalArgumentException other) {
            return null;
        }
    }
}
