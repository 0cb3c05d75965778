package io.clientele.stream.event;

import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.event.CustomerEvent;
import io.clientele.schemas.event.EventContext;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.event.PublishedEvent;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Forwards the event of a change, once per entity and version, with its subject's next sequence number.
final class EventDerivation implements Processor<String, @Nullable RowChange, String, PublishedEvent> {
    /// Kinds of operation that touch many customers at once.
    private static final Set<String> BULK_KINDS = Set.of("import", "bulk-update", "bulk-tag", "retention");

    private @Nullable ProcessorContext<String, PublishedEvent> context;
    private @Nullable KeyValueStore<String, Long> positions;

    @Override
    public void init(ProcessorContext<String, PublishedEvent> context) {
        this.context = context;
        this.positions = context.getStateStore(EventTopology.POSITIONS);
    }

    @Override
    public void process(Record<String, @Nullable RowChange> input) {
        RowChange change = input.value();
        if (change == null || context == null || positions == null) {
            return;
        }
        EventSource source = EventSource.of(change);
        if (source == null) {
            return;
        }
        String entity = source.code() + change.entityId();
        long version = source.version(change);
        Long known = positions.get(entity);
        if (known != null && version <= known) {
            return;
        }
        // Derived first: a change that cannot be read must leave no trace in the store.
        CustomerEvent event = source.event(change, known != null);
        if (event == null) {
            positions.put(entity, version);
            return;
        }
        String subject = EventTopology.SUBJECT + event.subjectId();
        Long last = positions.get(subject);
        long sequence = last == null ? 1 : last + 1;
        PublishedEvent published = new PublishedEvent(context(change, event, version, sequence), event);
        positions.put(entity, version);
        positions.put(subject, sequence);
        context.forward(new Record<>(published.key(), published, input.timestamp()).withHeaders(new RecordHeaders()));
    }

    private static EventContext context(RowChange change, CustomerEvent event, long version, long sequence) {
        UUID tenantId = change.tenantId();
        String kind = change.operationKind();
        return new EventContext(
                EventId.of(event.type(), tenantId, change.entityId(), version),
                tenantId,
                EventSource.time(change, event),
                sequence,
                change.operationId(),
                kind != null && BULK_KINDS.contains(kind),
                change.actorId(),
                change.traceparent());
    }
}
