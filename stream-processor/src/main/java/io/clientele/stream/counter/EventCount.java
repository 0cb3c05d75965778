package io.clientele.stream.counter;

import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.event.CustomerEvent;
import io.clientele.schemas.event.PublishedEvent;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Forwards, for each event that counts and was not seen before, a record whose key says what it counts as and whose
/// time is that of the event.
final class EventCount implements Processor<String, @Nullable PublishedEvent, String, byte[]> {
    static final String CUSTOMERS_CREATED = "customers_created";
    static final String ACTIVITIES = "activities_";
    static final char SEPARATOR = '/';
    private static final Pattern TYPE = Pattern.compile("[a-z_]{1,40}");
    private static final byte[] ONE = {1};

    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable KeyValueStore<String, byte[]> counted;

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.counted = context.getStateStore(CounterTopology.COUNTED);
    }

    @Override
    public void process(Record<String, @Nullable PublishedEvent> input) {
        PublishedEvent event = input.value();
        if (event == null || context == null || counted == null) {
            return;
        }
        // Before the store is touched: an event that cannot be counted must leave no trace in it.
        String metric = metric(event.event());
        SeenEvents seen = SeenEvents.of(counted.get(event.key()));
        long sequence = event.context().sequence();
        if (seen.has(sequence)) {
            return;
        }
        counted.put(event.key(), seen.with(sequence).bytes());
        if (metric != null) {
            String key = event.context().tenantId().toString() + SEPARATOR + metric;
            context.forward(new Record<>(key, ONE, time(event, input.timestamp()), new RecordHeaders()));
        }
    }

    /// Null for what is not counted.
    private static @Nullable String metric(CustomerEvent event) {
        if (event instanceof CustomerEvent.Created) {
            return CUSTOMERS_CREATED;
        }
        if (event instanceof CustomerEvent.ActivityLogged activity) {
            if (!TYPE.matcher(activity.activityType()).matches()) {
                throw new MalformedRecordException("an activity of a type that is no word");
            }
            return ACTIVITIES + activity.activityType();
        }
        return null;
    }

    /// When it happened, but never after it was written: a single time in the future would make all that follow late.
    private static long time(PublishedEvent event, long written) {
        return Math.clamp(event.context().time().toEpochMilli(), 0, Math.max(0, written));
    }
}
