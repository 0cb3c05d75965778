package io.clientele.stream.counter;

import io.clientele.count.HourlyCounts;
import io.clientele.schemas.event.HourlyCount;
import io.clientele.schemas.topic.Topic;
import io.clientele.stream.sink.Sink;
import io.clientele.tenant.TenantId;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// `customer.counts` -> the table `hourly_count`.
final class CountSink implements Sink<HourlyCount> {
    private final HourlyCounts counts;
    private final Topic<String, HourlyCount> topic;

    CountSink(HourlyCounts counts, Topic<String, HourlyCount> topic) {
        this.counts = counts;
        this.topic = topic;
    }

    @Override
    public String name() {
        return "count";
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
    public @Nullable Rows<HourlyCount> read(ConsumerRecord<byte[], byte[]> record) {
        HourlyCount count = topic.value().deserializer().deserialize(topic.name(), record.value());
        return count == null ? null : new Rows<>(new TenantId(count.tenantId()), List.of(count));
    }

    @Override
    public int write(TenantId tenantId, List<HourlyCount> rows) {
        return counts.raise(tenantId, rows);
    }
}
