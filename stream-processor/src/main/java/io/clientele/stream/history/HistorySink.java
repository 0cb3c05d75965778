package io.clientele.stream.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.history.RecordChange;
import io.clientele.history.RecordHistory;
import io.clientele.schemas.cdc.ChangeHeaders;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.topic.Topic;
import io.clientele.stream.sink.Sink;
import io.clientele.tenant.TenantId;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// `cdc.changes` -> the record history. Values pass through as they are: nothing is decrypted here.
final class HistorySink implements Sink<RecordChange> {
    private final RecordHistory history;
    private final Topic<String, RowChange> topic;

    HistorySink(RecordHistory history, Topic<String, RowChange> topic) {
        this.history = history;
        this.topic = topic;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public Topic<?, ?> topic() {
        return topic;
    }

    @Override
    public String group() {
        return topic.name() + "-history-sink";
    }

    /// The header says of which table it is, so that most of an import's changes need not be read.
    @Override
    public @Nullable Rows<RecordChange> read(ConsumerRecord<byte[], byte[]> record) {
        Header table = record.headers().lastHeader(ChangeHeaders.TABLE);
        if (table != null && !RecordChange.concerns(new String(table.value(), UTF_8))) {
            return null;
        }
        RowChange change = topic.value().deserializer().deserialize(topic.name(), record.headers(), record.value());
        return change == null ? null : new Rows<>(new TenantId(change.tenantId()), RecordChange.of(change));
    }

    @Override
    public int write(TenantId tenantId, List<RecordChange> rows) {
        return history.append(tenantId, rows);
    }
}
