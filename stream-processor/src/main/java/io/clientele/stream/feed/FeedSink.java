package io.clientele.stream.feed;

import io.clientele.feed.EventLog;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.topic.Topic;
import io.clientele.stream.sink.Sink;
import io.clientele.tenant.TenantId;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// `customer.events` -> the feed.
final class FeedSink implements Sink<PublishedEvent> {
    private final EventLog log;
    private final Topic<String, PublishedEvent> topic;

    FeedSink(EventLog log, Topic<String, PublishedEvent> topic) {
        this.log = log;
        this.topic = topic;
    }

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public Topic<?, ?> topic() {
        return topic;
    }

    @Override
    public String group() {
        return topic.name() + "-feed-sink";
    }

    @Override
    public @Nullable Rows<PublishedEvent> read(ConsumerRecord<byte[], byte[]> record) {
        PublishedEvent event = topic.value().deserializer().deserialize(topic.name(), record.headers(), record.value());
        return event == null ? null : new Rows<>(new TenantId(event.context().tenantId()), List.of(event));
    }

    @Override
    public int write(TenantId tenantId, List<PublishedEvent> rows) {
        return log.append(tenantId, rows);
    }
}
