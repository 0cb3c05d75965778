package io.clientele.schemas.inbound;

import io.clientele.schemas.MalformedRecordException;
import org.jspecify.annotations.Nullable;

/// What has to be in the data of each type: JSON may leave anything out.
final class RequiredFacts {
    private RequiredFacts() {}

    /// @throws MalformedRecordException naming the first fact that is missing
    static void check(InboundEvent event) {
        require("customer_id", event.customerId());
        switch (event) {
            case InquiryEvent inquiry -> inquiry(inquiry);
            case ReferralEvent referral -> {
                require("referral_id", referral.referralId());
                require("to_professional_id", referral.toProfessionalId());
            }
        }
    }

    private static void inquiry(InquiryEvent event) {
        require("inquiry_id", event.inquiryId());
        switch (event) {
            case InquiryEvent.Received received -> {
                if (received.professionalIds().size() > InquiryEvent.MAX_PROFESSIONALS) {
                    throw new MalformedRecordException(
                            "more than %d professional_ids".formatted(InquiryEvent.MAX_PROFESSIONALS));
                }
            }
            case InquiryEvent.Responded responded -> require("professional_id", responded.professionalId());
            case InquiryEvent.Closed closed -> {}
        }
    }

    private static void require(String name, @Nullable Object value) {
        if (value == null) {
            throw new MalformedRecordException("data without " + name);
        }
    }
}
