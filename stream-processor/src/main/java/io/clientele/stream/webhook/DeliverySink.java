package io.clientele.stream.webhook;

import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.topic.Topic;
import io.clientele.stream.sink.Sink;
import io.clientele.tenant.TenantId;
import io.clientele.webhook.Deliveries;
import io.clientele.webhook.NewDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// `customer.events` -> what has to be posted to whom.
final class DeliverySink implements Sink<NewDelivery> {
    private final Deliveries deliveries;
    private final Topic<String, PublishedEvent> topic;
    private final Duration keep;
    private final Runnable wake;

    /// @param keep how long deliveries are kept
    /// @param wake is told when there is something to post
    DeliverySink(Deliveries deliveries, Topic<String, PublishedEvent> topic, Duration keep, Runnable wake) {
        this.deliveries = deliveries;
        this.topic = topic;
        this.keep = keep;
        this.wake = wake;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Topic<?, ?> topic() {
        return topic;
    }

    @Override
    public String group() {
        return topic.name() + "-webhook-sink";
    }

    @Override
    public @Nullable Rows<NewDelivery> read(ConsumerRecord<byte[], byte[]> record) {
        PublishedEvent event = topic.value().deserializer().deserialize(topic.name(), record.headers(), record.value());
        return event == null
                ? null
                : new Rows<>(
                        new TenantId(event.context().tenantId()),
                        List.of(new NewDelivery(event, Instant.ofEpochMilli(record.timestamp()))));
    }

    @Override
    public int write(TenantId tenantId, List<NewDelivery> rows) {
        int added = deliveries.append(tenantId, rows, keep);
        if (added > 0) {
            wake.run();
        }
        return added;
    }
}
