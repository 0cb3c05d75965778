package io.clientele.stream.assignment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.inbound.InboundReport;
import io.clientele.inbound.InboundReports;
import io.clientele.inbound.UnknownReferenceException;
import io.clientele.schemas.inbound.InboundEvent;
import io.clientele.schemas.inbound.InboundRecord;
import io.clientele.schemas.topic.Topic;
import io.clientele.stream.failure.RefusedRecordException;
import io.clientele.stream.sink.Sink;
import io.clientele.tenant.TenantId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// An inbound topic -> activities and first owners. Counts claims as `clientele.assignment.claims` by topic and
/// outcome.
final class AssignmentSink<E extends InboundEvent> implements Sink<InboundReport> {
    private final String name;
    private final Topic<String, InboundRecord<E>> topic;
    private final InboundReports reports;
    private final MeterRegistry meters;

    /// @param name in metrics and threads
    AssignmentSink(String name, Topic<String, InboundRecord<E>> topic, InboundReports reports, MeterRegistry meters) {
        this.name = name;
        this.topic = topic;
        this.reports = reports;
        this.meters = meters;
    }

    @Override
    public String name() {
        return name;
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
    public @Nullable Rows<InboundReport> read(ConsumerRecord<byte[], byte[]> record) {
        InboundRecord<E> inbound =
                topic.value().deserializer().deserialize(topic.name(), record.headers(), record.value());
        if (inbound == null) {
            return null;
        }
        inbound.requireKey(record.key() == null ? null : new String(record.key(), UTF_8));
        return new Rows<>(new TenantId(inbound.tenantId()), List.of(ReportOfEvent.of(inbound)));
    }

    @Override
    public int write(TenantId tenantId, List<InboundReport> rows) {
        try {
            InboundReports.Taken taken = reports.take(tenantId, rows);
            taken.claims().forEach(this::count);
            return taken.logged();
        } catch (UnknownReferenceException unknown) {
            throw new RefusedRecordException(String.valueOf(unknown.getMessage()));
        }
    }

    private void count(InboundReports.Outcome outcome, int claims) {
        meters.counter(
                        "clientele.assignment.claims",
                        "topic",
                        name,
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment(claims);
    }
}
