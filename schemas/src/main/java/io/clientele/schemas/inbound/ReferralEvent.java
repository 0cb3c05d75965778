package io.clientele.schemas.inbound;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record of `referral.events`: another system refers a customer to a professional, who accepts or declines there.
public sealed interface ReferralEvent extends InboundEvent {
    /// The referral, under the id that the other system gave it.
    UUID referralId();

    /// To whom the customer is referred.
    UUID toProfessionalId();

    @Override
    @JsonIgnore
    default InboundType type() {
        return switch (this) {
            case Created event -> InboundType.REFERRAL_CREATED;
            case Accepted event -> InboundType.REFERRAL_ACCEPTED;
            case Declined event -> InboundType.REFERRAL_DECLINED;
        };
    }

    @Override
    @JsonIgnore
    default List<UUID> professionals() {
        return List.of(toProfessionalId());
    }

    /// A customer is referred.
    ///
    /// @param fromProfessionalId who refers; null where no professional does
    record Created(
            UUID referralId, UUID customerId, @Nullable UUID fromProfessionalId, UUID toProfessionalId)
            implements ReferralEvent {
        @Override
        public List<UUID> professionals() {
            return fromProfessionalId == null
                    ? List.of(toProfessionalId)
                    : List.of(toProfessionalId, fromProfessionalId);
        }
    }

    /// The professional takes the customer.
    record Accepted(UUID referralId, UUID customerId, UUID toProfessionalId) implements ReferralEvent {}

    /// The professional does not.
    record Declined(UUID referralId, UUID customerId, UUID toProfessionalId) implements ReferralEvent {}
}
