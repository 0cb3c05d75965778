package io.clientele.stream.sink;

import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.failure.Failure;
import io.clientele.stream.failure.DeadLetterMeter;
import io.clientele.stream.failure.RefusedRecordException;
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

/// Writes the rows of a batch, a transaction a tenant, and then commits the offsets: what is delivered again is there
/// already and changes nothing. A failure of PostgreSQL is left to the container, which delivers the batch again after
/// a while; a record at fault goes to the dead letters.
final class SinkLoop<R> implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);

    private final Sink<R> sink;
    private final KafkaOperations<byte[], byte[]> deadLetters;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile @Nullable String failure;

    /// @param deadLetters sends records that cannot be written
    SinkLoop(Sink<R> sink, KafkaOperations<byte[], byte[]> deadLetters) {
        this.sink = sink;
        this.deadLetters = deadLetters;
    }

    private record Delivery<R>(ConsumerRecord<byte[], byte[]> record, List<R> rows) {}

    private record Refusal(ConsumerRecord<byte[], byte[]> record, Failure failure) {}

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<?, ?> consumer) {
        try {
            List<Refusal> refusals = new ArrayList<>();
            byTenant(records, refusals).forEach((tenant, deliveries) -> write(tenant, deliveries, refusals));
            // When all else is written: a batch that is tried again would send its letters again.
            refusals.forEach(this::refuse);
            if (acknowledgment != null) {
                acknowledgment.acknowledge();
            }
            failure = null;
        } catch (RuntimeException e) {
            failure = e.getClass().getSimpleName();
            LOG.warn(
                    "{} records for {} could not be written and are tried again: {}",
                    records.size(),
                    sink.name(),
                    failure);
            throw e;
        }
    }

    /// New rows since the process started.
    long written() {
        return written.get();
    }

    /// Records sent to the dead letters since the process started.
    long refused() {
        return refused.get();
    }

    /// Why the batch at hand is being tried again; null when nothing is wrong.
    @Nullable
    String failure() {
        return failure;
    }

    private Map<TenantId, List<Delivery<R>>> byTenant(
            List<ConsumerRecord<byte[], byte[]>> records, List<Refusal> refusals) {
        Map<TenantId, List<Delivery<R>>> tenants = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                Sink.Rows<R> asked = sink.read(record);
                if (asked != null && !asked.rows().isEmpty()) {
                    tenants.computeIfAbsent(asked.tenantId(), tenant -> new ArrayList<>())
                            .add(new Delivery<>(record, asked.rows()));
                }
            } catch (MalformedRecordException e) {
                refusals.add(new Refusal(record, Failure.of(e)));
            }
        }
        return tenants;
    }

    private void write(TenantId tenant, List<Delivery<R>> deliveries, List<Refusal> refusals) {
        try {
            written.addAndGet(sink.write(
                    tenant,
                    deliveries.stream().flatMap(each -> each.rows().stream()).toList()));
        } catch (DataIntegrityViolationException | RefusedRecordException e) {
            // One of them breaks a rule of the table, or of the sink: halve until it is alone.
            if (deliveries.size() == 1) {
                refusals.add(new Refusal(deliveries.getFirst().record(), failure(e)));
                return;
            }
            int middle = deliveries.size() / 2;
            write(tenant, deliveries.subList(0, middle), refusals);
            write(tenant, deliveries.subList(middle, deliveries.size()), refusals);
        }
    }

    private static Failure failure(RuntimeException cause) {
        return cause instanceof RefusedRecordException refused ? refused.failure() : Failure.refused(cause);
    }

    private void refuse(Refusal refusal) {
        ConsumerRecord<byte[], byte[]> record = refusal.record();
        LOG.warn(
                "{}-{}@{} goes to the dead letters: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                refusal.failure().reason());
        deadLetters.send(DeadLetter.of(sink.group(), refusal.failure(), record)).join();
        DeadLetterMeter.count(record.topic(), sink.group(), refusal.failure().cause());
        refused.incrementAndGet();
    }
}
