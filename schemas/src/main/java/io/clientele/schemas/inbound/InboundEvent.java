package io.clientele.schemas.inbound;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.UUID;

/// What another system says happened: the `data` of the CloudEvent. What else is in the data is not read.
public sealed interface InboundEvent permits InquiryEvent, ReferralEvent {
    /// Whose event it is; also the record's key.
    UUID customerId();

    /// Which event it is.
    @JsonIgnore
    InboundType type();

    /// Everyone whom the event names, each of whom has to be a professional of the tenant.
    @JsonIgnore
    List<UUID> professionals();
}
