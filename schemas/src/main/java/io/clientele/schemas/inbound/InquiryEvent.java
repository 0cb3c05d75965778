package io.clientele.schemas.inbound;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record of `inquiry.events`: a customer asks for something, and is answered or not.
public sealed interface InquiryEvent extends InboundEvent {
    /// Most professionals that one inquiry may name.
    int MAX_PROFESSIONALS = 50;

    /// The inquiry, under the id that the other system gave it.
    UUID inquiryId();

    @Override
    @JsonIgnore
    default InboundType type() {
        return switch (this) {
            case Received event -> InboundType.INQUIRY_RECEIVED;
            case Responded event -> InboundType.INQUIRY_RESPONDED;
            case Closed event -> InboundType.INQUIRY_CLOSED;
        };
    }

    /// A customer has asked.
    ///
    /// @param professionalIds whom the inquiry concerns, at most [#MAX_PROFESSIONALS]; empty when it names nobody
    record Received(UUID inquiryId, UUID customerId, List<UUID> professionalIds) implements InquiryEvent {
        @SuppressWarnings("NullAway") // JSON may leave the list out
        public Received {
            professionalIds = professionalIds == null ? List.of() : List.copyOf(professionalIds);
        }

        @Override
        public List<UUID> professionals() {
            return professionalIds;
        }
    }

    /// A professional has answered.
    record Responded(UUID inquiryId, UUID customerId, UUID professionalId) implements InquiryEvent {
        @Override
        public List<UUID> professionals() {
            return List.of(professionalId);
        }
    }

    /// The inquiry needs no answer any more.
    ///
    /// @param professionalId who closed it; null where nobody did in person
    record Closed(UUID inquiryId, UUID customerId, @Nullable UUID professionalId) implements InquiryEvent {
        @Override
        public List<UUID> professionals() {
            return professionalId == null ? List.of() : List.of(professionalId);
        }
    }
}
