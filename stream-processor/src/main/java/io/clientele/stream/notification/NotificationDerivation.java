package io.clientele.stream.notification;

import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.event.PublishedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Forwards, keyed by recipient, a [NotificationEntry] for each who is to be told of an event; those of a bulk
/// operation
/// are counted here first and go on once a second as [BulkDigest]s, so that an import of a million rows is a few
/// records and not a million.
final class NotificationDerivation implements Processor<String, @Nullable PublishedEvent, String, Object> {
    private static final Duration COUNTED = Duration.ofSeconds(1);

    private @Nullable ProcessorContext<String, Object> context;
    private @Nullable KeyValueStore<String, CustomerStanding> customers;
    private @Nullable KeyValueStore<String, BulkDigest> counts;

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        this.customers = context.getStateStore(NotificationTopology.CUSTOMERS);
        this.counts = context.getStateStore(NotificationTopology.COUNTS);
        context.schedule(COUNTED, PunctuationType.WALL_CLOCK_TIME, this::forwardCounts);
    }

    @Override
    public void process(Record<String, @Nullable PublishedEvent> input) {
        PublishedEvent event = input.value();
        if (event == null || context == null || customers == null || counts == null) {
            return;
        }
        String customer = event.key();
        CustomerStanding known = Objects.requireNonNullElse(customers.get(customer), CustomerStanding.UNKNOWN);
        long sequence = event.context().sequence();
        if (sequence <= known.sequence()) {
            return;
        }
        boolean bulk = event.context().bulk();
        UUID owner = NotificationsOfEvent.ownerAfter(event, known.owner());
        List<NotificationEntry> entries = NotificationsOfEvent.entries(event, known.owner());
        // A count must not grow twice; what is told one by one has an id that says so.
        if (!Objects.equals(owner, known.owner()) || bulk && !entries.isEmpty()) {
            customers.put(customer, new CustomerStanding(owner, sequence));
        }
        for (NotificationEntry entry : entries) {
            if (bulk) {
                BulkDigest one = BulkDigest.of(entry);
                counts.put(one.key(), one.plus(counts.get(one.key())));
            } else {
                context.forward(new Record<>(entry.key(), (Object) entry, input.timestamp(), new RecordHeaders()));
            }
        }
    }

    private void forwardCounts(long now) {
        if (context == null || counts == null) {
            return;
        }
        try (KeyValueIterator<String, BulkDigest> all = counts.all()) {
            while (all.hasNext()) {
                KeyValue<String, BulkDigest> each = all.next();
                context.forward(new Record<>(each.value.recipient().toString(), (Object) each.value, now));
                counts.delete(each.key);
            }
        }
    }
}
