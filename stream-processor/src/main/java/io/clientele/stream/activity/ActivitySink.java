package io.clientele.stream.activity;

import io.clientele.activity.ActivityLog;
import io.clientele.activity.NewActivity;
import io.clientele.schemas.event.ActivityEntry;
import io.clientele.schemas.topic.Topic;
import io.clientele.stream.sink.Sink;
import io.clientele.tenant.TenantId;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// `customer.activities` -> the activity log.
final class ActivitySink implements Sink<NewActivity> {
    private final ActivityLog log;
    private final Topic<String, ActivityEntry> topic;

    ActivitySink(ActivityLog log, Topic<String, ActivityEntry> topic) {
        this.log = log;
        this.topic = topic;
    }

    @Override
    public String name() {
        return "activity";
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
    public @Nullable Rows<NewActivity> read(ConsumerRecord<byte[], byte[]> record) {
        ActivityEntry entry = topic.value().deserializer().deserialize(topic.name(), record.value());
        return entry == null ? null : new Rows<>(new TenantId(entry.tenantId()), List.of(activity(entry)));
    }

    @Override
    public int write(TenantId tenantId, List<NewActivity> rows) {
        return log.append(tenantId, rows);
    }

    private static NewActivity activity(ActivityEntry entry) {
        return new NewActivity(
                entry.id(),
                entry.customerId(),
                entry.professionalId(),
                entry.activityType(),
                entry.description(),
                entry.metadata() == null ? null : entry.metadata().toString(),
                entry.relatedEntityType(),
                entry.relatedEntityId(),
                entry.createdAt(),
                entry.createdBy(),
                entry.operationId());
    }
}
