package io.clientele.stream.inquiry;

import io.clientele.schemas.Json;
import io.clientele.schemas.event.InquiryEntry;
import io.clientele.schemas.event.InquiryStatus;
import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.event.NotificationKind;
import io.clientele.schemas.inbound.InboundType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What has just become of an inquiry.
///
/// @param entry how it stands now
/// @param newOffers those that this step made
record InquiryStep(InquiryEntry entry, List<InquiryEntry.Offer> newOffers) {
    InquiryStep {
        newOffers = List.copyOf(newOffers);
    }

    /// From `before` to `after`, whose offers begin with those of `before`.
    static InquiryStep between(InquiryEntry before, InquiryEntry after) {
        return new InquiryStep(
                after,
                after.offers().subList(before.offers().size(), after.offers().size()));
    }

    /// Tells everyone to whom it was offered now. Ids are made of receipt and recipient: nobody is told twice.
    List<NotificationEntry> notifications() {
        return newOffers.stream().map(this::notification).toList();
    }

    private NotificationEntry notification(InquiryEntry.Offer offer) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("inquiry_id", entry.inquiryId().toString());
        facts.put("status", entry.status().text());
        if (entry.status() == InquiryStatus.OFFERED_TO_OWNER && entry.offerUntil() != null) {
            facts.put("offer_until", entry.offerUntil().toString());
        }
        return new NotificationEntry(
                NotificationEntry.idOf(entry.eventId(), offer.professionalId()),
                entry.tenantId(),
                offer.professionalId(),
                NotificationKind.INQUIRY_OFFERED,
                entry.customerId(),
                entry.eventId(),
                InboundType.INQUIRY_RECEIVED.typeName(),
                null,
                entry.eventId(),
                false,
                null,
                Json.tree(facts),
                offer.offeredAt());
    }
}
