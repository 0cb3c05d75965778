package io.clientele.stream.activity;

import io.clientele.activity.ActivityLog;
import io.clientele.activity.NewActivity;
import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.event.ActivityEntry;
import io.clientele.schemas.topic.Topic;
import io.clientele.stream.failure.DeadLetter;
import io.clientele.tenant.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/// Appends the activities of a batch to the log, a transaction a tenant, and then commits the offsets: what is
/// delivered again is there already and changes nothing. A failure of PostgreSQL is left to the container, which
/// delivers the batch again after a while; a record at fault goes to the dead letters.
public final class ActivitySink implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(ActivitySink.class);

    private final ActivityLog log;
    private final Topic<String, ActivityEntry> topic;
    private final KafkaOperations<byte[], byte[]> deadLetters;
    private final AtomicLong appended = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile @Nullable String failure;

    /// @param deadLetters sends records that cannot be appended
    public ActivitySink(
            ActivityLog log, Topic<String, ActivityEntry> topic, KafkaOperations<byte[], byte[]> deadLetters) {
        this.log = log;
        this.topic = topic;
        this.deadLetters = deadLetters;
    }

    private record Delivery(ConsumerRecord<byte[], byte[]> record, NewActivity activity) {}

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<?, ?> consumer) {
        try {
            byTenant(records).forEach(this::append);
            if (acknowledgment != null) {
                acknowledgment.acknowledge();
            }
            failure = null;
        } catch (RuntimeException e) {
            failure = e.getClass().getSimpleName();
            LOG.warn("{} activities could not be appended and are tried again: {}", records.size(), failure);
            throw e;
        }
    }

    /// New activities since the process started.
    long appended() {
        return appended.get();
    }

    /// Activities sent to the dead letters since the process started.
    long refused() {
        return refused.get();
    }

    /// Why the batch at hand is being tried again; null when nothing is wrong.
    @Nullable
    String failure() {
        return failure;
    }

    private Map<TenantId, List<Delivery>> byTenant(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TenantId, List<Delivery>> tenants = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                ActivityEntry entry = topic.value().deserializer().deserialize(topic.name(), record.value());
                if (entry != null) {
                    tenants.computeIfAbsent(new TenantId(entry.tenantId()), tenant -> new ArrayList<>())
                            .add(new Delivery(record, activity(entry)));
                }
            } catch (MalformedRecordException e) {
                refuse(record, e);
            }
        }
        return tenants;
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

    private void append(TenantId tenant, List<Delivery> deliveries) {
        try {
            appended.addAndGet(log.append(
                    tenant, deliveries.stream().map(Delivery::activity).toList()));
        } catch (DataIntegrityViolationException e) {
            // One of them breaks a rule of the table: halve until it is alone.
            if (deliveries.size() == 1) {
                refuse(deliveries.getFirst().record(), e);
                return;
            }
            int middle = deliveries.size() / 2;
            append(tenant, deliveries.subList(0, middle));
            append(tenant, deliveries.subList(middle, deliveries.size()));
        }
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, Exception cause) {
        LOG.warn(
                "{}-{}@{} goes to the dead letters: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                DeadLetter.reason(cause));
        deadLetters
                .send(DeadLetter.of(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.headers(),
                        record.key(),
                        record.value(),
                        cause))
                .join();
        refused.incrementAndGet();
    }
}
