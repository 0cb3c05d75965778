package io.clientele.stream.notification;

import io.clientele.schemas.event.NotificationEntry;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Sums up what each bulk operation did for each recipient, and forwards the sum when nothing came for a while. What
/// comes after that is added, and the sum is forwarded again under the same id.
final class DigestCollection implements Processor<String, @Nullable BulkDigest, String, NotificationEntry> {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration CLEAN = Duration.ofHours(1);
    /// How long a sum is kept for what may still come.
    private static final Duration KEPT = Duration.ofDays(7);

    private final Duration quiet;
    private @Nullable ProcessorContext<String, NotificationEntry> context;
    private @Nullable KeyValueStore<String, BulkDigest> sums;
    private @Nullable KeyValueStore<String, Long> open;

    /// @param quiet for how long nothing has to come
    DigestCollection(Duration quiet) {
        this.quiet = quiet;
    }

    @Override
    public void init(ProcessorContext<String, NotificationEntry> context) {
        this.context = context;
        this.sums = context.getStateStore(NotificationTopology.DIGESTS);
        this.open = context.getStateStore(NotificationTopology.OPEN_DIGESTS);
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::forwardQuiet);
        context.schedule(CLEAN, PunctuationType.WALL_CLOCK_TIME, this::clean);
    }

    @Override
    public void process(Record<String, @Nullable BulkDigest> input) {
        BulkDigest part = input.value();
        if (part == null || context == null || sums == null || open == null) {
            return;
        }
        sums.put(part.key(), part.plus(sums.get(part.key())));
        open.put(part.key(), context.currentSystemTimeMs());
    }

    private void forwardQuiet(long now) {
        if (context == null || sums == null || open == null) {
            return;
        }
        try (KeyValueIterator<String, Long> all = open.all()) {
            while (all.hasNext()) {
                KeyValue<String, Long> each = all.next();
                BulkDigest sum = sums.get(each.key);
                if (sum != null && now - each.value >= quiet.toMillis()) {
                    NotificationEntry entry = sum.entry();
                    context.forward(new Record<>(entry.key(), entry, now));
                    open.delete(each.key);
                }
            }
        }
    }

    private void clean(long now) {
        if (sums == null || open == null) {
            return;
        }
        Instant before = Instant.ofEpochMilli(now).minus(KEPT);
        try (KeyValueIterator<String, BulkDigest> all = sums.all()) {
            while (all.hasNext()) {
                KeyValue<String, BulkDigest> each = all.next();
                if (each.value.lastAt().isBefore(before) && open.get(each.key) == null) {
                    sums.delete(each.key);
                }
            }
        }
    }
}
