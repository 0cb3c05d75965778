package io.clientele.stream.sink;

import io.clientele.schemas.topic.Topic;
import io.clientele.tenant.TenantId;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What becomes of the records of a topic in a table. Called by several threads.
///
/// @param <R> a row to write
public interface Sink<R> {
    /// Its name in metrics and threads: lower-case, a word.
    String name();

    /// Where the records come from.
    Topic<?, ?> topic();

    /// The names of the topics that are read, where it is more than [#topic].
    default List<String> topics() {
        return List.of(topic().name());
    }

    /// The consumer group, whose offsets say how far it got; also who sent a dead letter.
    String group();

    /// The rows of one record. Null where it is of no concern here.
    ///
    /// @throws io.clientele.schemas.MalformedRecordException when the record can never be read
    @Nullable
    Rows<R> read(ConsumerRecord<byte[], byte[]> record);

    /// Writes rows of one tenant in one transaction. Those that are there already change nothing.
    ///
    /// @return how many were new
    /// @throws org.springframework.dao.DataIntegrityViolationException when one of them breaks a rule of the table
    /// @throws io.clientele.stream.failure.RefusedRecordException when one of them cannot be taken; none is written
    int write(TenantId tenantId, List<R> rows);

    /// What a record asks to be written.
    record Rows<R>(TenantId tenantId, List<R> rows) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }
}
