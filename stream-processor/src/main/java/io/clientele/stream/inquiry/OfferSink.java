package io.clientele.stream.inquiry;

import io.clientele.inquiry.InquiryLedger;
import io.clientele.schemas.event.InquiryEntry;
import io.clientele.schemas.topic.Topic;
import io.clientele.stream.sink.Sink;
import io.clientele.tenant.TenantId;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// `inquiry.offers` -> the inquiries that people see.
final class OfferSink implements Sink<InquiryEntry> {
    private final InquiryLedger ledger;
    private final Topic<String, InquiryEntry> topic;

    OfferSink(InquiryLedger ledger, Topic<String, InquiryEntry> topic) {
        this.ledger = ledger;
        this.topic = topic;
    }

    @Override
    public String name() {
        return "offer";
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
    public @Nullable Rows<InquiryEntry> read(ConsumerRecord<byte[], byte[]> record) {
        InquiryEntry entry = topic.value().deserializer().deserialize(topic.name(), record.value());
        return entry == null ? null : new Rows<>(new TenantId(entry.tenantId()), List.of(entry));
    }

    @Override
    public int write(TenantId tenantId, List<InquiryEntry> rows) {
        return ledger.write(tenantId, rows);
    }
}
