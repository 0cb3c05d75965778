package io.clientele.stream.inquiry;

import io.clientele.inquiry.Audience;
import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.event.InquiryEntry;
import io.clientele.schemas.event.InquiryStatus;
import io.clientele.schemas.inbound.InboundRecord;
import io.clientele.schemas.inbound.InquiryEvent;
import io.clientele.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;

/// Offers inquiries, and looks every second at those whose time has come. The time is the wall clock of this process:
/// a window begins with the offer, so that an owner has all of it whatever the other system's clock says.
final class InquiryRouting implements Processor<String, @Nullable InboundRecord<InquiryEvent>, String, InquiryStep> {
    static final Duration TICK = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(InquiryRouting.class);
    // Most that one tick looks at, so that records do not wait long.
    private static final int BATCH = 500;

    private final AudienceLookup audiences;
    private @Nullable ProcessorContext<String, InquiryStep> context;
    private @Nullable KeyValueStore<String, InquiryEntry> inquiries;
    private @Nullable KeyValueStore<String, String> deadlines;
    /// Whether the last lookup failed: until a tick's works, nobody else waits for another one to fail.
    private boolean isUnanswered;

    InquiryRouting(AudienceLookup audiences) {
        this.audiences = audiences;
    }

    @Override
    public void init(ProcessorContext<String, InquiryStep> context) {
        this.context = context;
        this.inquiries = context.getStateStore(InquiryTopology.INQUIRIES);
        this.deadlines = context.getStateStore(InquiryTopology.DEADLINES);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick(Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<String, @Nullable InboundRecord<InquiryEvent>> input) {
        InboundRecord<InquiryEvent> inbound = input.value();
        if (inbound == null) {
            return;
        }
        inbound.requireKey(input.key());
        String key = inbound.tenantId() + "/" + inbound.event().inquiryId();
        InquiryEntry known = inquiries().get(key);
        if (known != null && !known.customerId().equals(inbound.event().customerId())) {
            throw new MalformedRecordException("the inquiry is another customer's");
        }
        switch (inbound.event()) {
            case InquiryEvent.Received received -> {
                if (known == null) {
                    receive(key, InquirySteps.received(inbound, received.professionalIds()));
                }
            }
            case InquiryEvent.Responded responded ->
                end(key, known, inbound, InquiryStatus.ANSWERED, responded.professionalId());
            case InquiryEvent.Closed closed -> end(key, known, inbound, InquiryStatus.CLOSED, null);
        }
    }

    private void receive(String key, InquiryEntry entry) {
        Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        if (isUnanswered || !offer(key, entry, now)) {
            inquiries().put(key, entry);
            deadlines().put(deadline(now, key), key);
        }
    }

    /// What ended first stays; only an answered one can still be closed.
    private void end(
            String key,
            @Nullable InquiryEntry known,
            InboundRecord<InquiryEvent> inbound,
            InquiryStatus status,
            @Nullable UUID answeredBy) {
        if (known == null) {
            // Nobody is told and nothing is shown; should it still come, it is not offered to anyone.
            inquiries().put(key, InquirySteps.endedUnseen(inbound, status, answeredBy));
        } else if (!known.status().isEnded()
                || known.status() == InquiryStatus.ANSWERED && status == InquiryStatus.CLOSED) {
            step(key, known, InquirySteps.ended(known, status, answeredBy, inbound.time()));
        }
    }

    private void tick(Instant now) {
        for (KeyValue<String, String> due : due(now)) {
            InquiryEntry entry = inquiries().get(due.value);
            boolean isWaiting = entry != null && !entry.status().isEnded();
            if (!isWaiting || offer(due.value, Objects.requireNonNull(entry), now)) {
                deadlines().delete(due.key);
            } else if (isUnanswered) {
                return;
            }
        }
    }

    private List<KeyValue<String, String>> due(Instant now) {
        List<KeyValue<String, String>> due = new ArrayList<>();
        // The tilde comes behind every id: everything of this millisecond is in.
        try (KeyValueIterator<String, String> soonest = deadlines().range("0", deadline(now, "~"))) {
            while (soonest.hasNext() && due.size() < BATCH) {
                due.add(soonest.next());
            }
        }
        return due;
    }

    /// The next offer of an inquiry that waits.
    ///
    /// @return false when it could not be said to whom; it is asked again with the next tick
    private boolean offer(String key, InquiryEntry entry, Instant now) {
        Optional<Audience> found;
        try {
            found = audiences.find(new TenantId(entry.tenantId()), entry.customerId(), entry.professionalIds());
        } catch (RuntimeException failure) {
            if (!isUnanswered) {
                LOG.warn(
                        "an inquiry waits, because it is not known whom it concerns: {}",
                        failure.getClass().getSimpleName());
            }
            // Where only this one cannot be told, the others need not wait.
            isUnanswered = failure instanceof NestedRuntimeException;
            return false;
        }
        isUnanswered = false;
        found.ifPresentOrElse(
                audience -> offer(key, entry, audience, now), () -> inquiries().delete(key));
        return true;
    }

    private void offer(String key, InquiryEntry entry, Audience audience, Instant now) {
        InquiryEntry next = entry.status() == InquiryStatus.OFFERED_TO_OWNER
                ? InquirySteps.toAll(entry, audience, now)
                : InquirySteps.first(entry, audience, now);
        if (next.status() == InquiryStatus.OFFERED_TO_OWNER && next.offerUntil() != null) {
            deadlines().put(deadline(next.offerUntil(), key), key);
        }
        step(key, entry, next);
    }

    private void step(String key, InquiryEntry before, InquiryEntry after) {
        inquiries().put(key, after);
        // Without the headers of what came in: they are another system's texts.
        context()
                .forward(new Record<>(
                        after.key(),
                        InquiryStep.between(before, after),
                        context().currentSystemTimeMs()));
    }

    private static String deadline(Instant at, String key) {
        return "%013d/%s".formatted(at.toEpochMilli(), key);
    }

    private ProcessorContext<String, InquiryStep> context() {
        return Objects.requireNonNull(context);
    }

    private KeyValueStore<String, InquiryEntry> inquiries() {
        return Objects.requireNonNull(inquiries);
    }

    private KeyValueStore<String, String> deadlines() {
        return Objects.requireNonNull(deadlines);
    }
}
