package io.clientele.schemas.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record of `inquiry.offers`: how an inquiry stands after a step. Each record says everything, so that of two the
/// one of the higher revision holds.
///
/// @param revision 1 and up, one more with each step
/// @param eventId of the inquiry's receipt
/// @param professionalIds whom the inquiry named; empty for nobody
/// @param offers to whom it was offered so far, in order
/// @param offerUntil how long it is, or was, the owner's alone; null where it never was
/// @param answeredBy null until it is answered
/// @param endedAt when it was answered or closed, by the other system's clock; null until then
public record InquiryEntry(
        UUID tenantId,
        UUID inquiryId,
        UUID customerId,
        long revision,
        InquiryStatus status,
        UUID eventId,
        List<UUID> professionalIds,
        List<Offer> offers,
        Instant receivedAt,
        @Nullable Instant offerUntil,
        @Nullable UUID answeredBy,
        @Nullable Instant endedAt) {
    public InquiryEntry {
        professionalIds = List.copyOf(professionalIds);
        offers = List.copyOf(offers);
    }

    /// One professional who may answer, and since when.
    public record Offer(UUID professionalId, Instant offeredAt) {}

    /// The Kafka key.
    public String key() {
        return customerId.toString();
    }

    /// Whether the professional was offered it already.
    public boolean isOfferedTo(UUID professionalId) {
        return offers.stream().anyMatch(offer -> offer.professionalId().equals(professionalId));
    }
}
