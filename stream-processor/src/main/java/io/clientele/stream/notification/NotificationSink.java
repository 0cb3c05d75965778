package io.clientele.stream.notification;

import io.clientele.notification.NotificationLog;
import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.topic.Topic;
import io.clientele.stream.sink.Sink;
import io.clientele.tenant.TenantId;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// `owner.notifications` -> the inboxes, and the mails that wait.
final class NotificationSink implements Sink<NotificationEntry> {
    private final NotificationLog log;
    private final Topic<String, NotificationEntry> topic;

    NotificationSink(NotificationLog log, Topic<String, NotificationEntry> topic) {
        this.log = log;
        this.topic = topic;
    }

    @Override
    public String name() {
        return "notification";
    }

    @Override
    public Topic<?, ?> topic() {
        return topic;
    }

    @Override
    public String group() {
        return topic.name() + "-sink";
    }

    @Override
    public @Nullable Rows<NotificationEntry> read(ConsumerRecord<byte[], byte[]> record) {
        NotificationEntry entry = topic.value().deserializer().deserialize(topic.name(), record.value());
        return entry == null ? null : new Rows<>(new TenantId(entry.tenantId()), List.of(entry));
    }

    @Override
    public int write(TenantId tenantId, List<NotificationEntry> rows) {
        return log.append(tenantId, rows);
    }
}
