package io.clientele.stream.inquiry;

import io.clientele.inquiry.Audience;
import io.clientele.schemas.event.InquiryEntry;
import io.clientele.schemas.event.InquiryStatus;
import io.clientele.schemas.inbound.InboundRecord;
import io.clientele.schemas.inbound.InquiryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How an inquiry goes on, as pure functions of how it stands.
final class InquirySteps {
    private InquirySteps() {}

    /// Just received, offered to nobody yet.
    static InquiryEntry received(InboundRecord<InquiryEvent> inbound, List<UUID> named) {
        InquiryEvent event = inbound.event();
        return new InquiryEntry(
                inbound.tenantId(),
                event.inquiryId(),
                event.customerId(),
                1,
                InquiryStatus.OPEN,
                inbound.id(),
                named,
                List.of(),
                inbound.time(),
                null,
                null,
                null);
    }

    /// Ended before it was received, which is all that is known of it.
    static InquiryEntry endedUnseen(
            InboundRecord<InquiryEvent> inbound, InquiryStatus status, @Nullable UUID answeredBy) {
        return ended(received(inbound, List.of()), status, answeredBy, inbound.time());
    }

    static InquiryEntry ended(InquiryEntry entry, InquiryStatus status, @Nullable UUID answeredBy, Instant at) {
        return next(
                entry,
                status,
                entry.offers(),
                entry.offerUntil(),
                entry.answeredBy() == null ? answeredBy : entry.answeredBy(),
                entry.endedAt() == null ? at : entry.endedAt());
    }

    /// Its first offer: to the owner where there is one, else to everyone concerned. Stays open where nobody is.
    static InquiryEntry first(InquiryEntry entry, Audience audience, Instant now) {
        UUID owner = audience.owner();
        if (owner == null) {
            return toAll(entry, audience, now);
        }
        return next(
                entry,
                InquiryStatus.OFFERED_TO_OWNER,
                List.of(new InquiryEntry.Offer(owner, now)),
                now.plus(audience.window()),
                null,
                null);
    }

    /// Its offer to everyone concerned who has none yet, whoever is the owner now included.
    static InquiryEntry toAll(InquiryEntry entry, Audience audience, Instant now) {
        List<InquiryEntry.Offer> offers = new ArrayList<>(entry.offers());
        List<UUID> concerned = new ArrayList<>(audience.concerned());
        if (audience.owner() != null && !concerned.contains(audience.owner())) {
            concerned.addFirst(audience.owner());
        }
        concerned.stream()
                .filter(professional -> !entry.isOfferedTo(professional))
                .forEach(professional -> offers.add(new InquiryEntry.Offer(professional, now)));
        InquiryStatus status = offers.isEmpty() ? InquiryStatus.OPEN : InquiryStatus.OFFERED_TO_ALL;
        return next(entry, status, offers, entry.offerUntil(), null, null);
    }

    private static InquiryEntry next(
            InquiryEntry entry,
            InquiryStatus status,
            List<InquiryEntry.Offer> offers,
            @Nullable Instant offerUntil,
            @Nullable UUID answeredBy,
            @Nullable Instant endedAt) {
        return new InquiryEntry(
                entry.tenantId(),
                entry.inquiryId(),
                entry.customerId(),
                entry.revision() + 1,
                status,
                entry.eventId(),
                entry.professionalIds(),
                offers,
                entry.receivedAt(),
                offerUntil,
                answeredBy,
                endedAt);
    }
}
