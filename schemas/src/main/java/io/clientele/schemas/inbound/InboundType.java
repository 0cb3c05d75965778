package io.clientele.schemas.inbound;

import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.failure.FailureCause;
import java.util.Arrays;

/// The types of events that other systems write; the name is `ce_type`.
public enum InboundType {
    INQUIRY_RECEIVED("inquiry.received", InquiryEvent.Received.class),
    INQUIRY_RESPONDED("inquiry.responded", InquiryEvent.Responded.class),
    INQUIRY_CLOSED("inquiry.closed", InquiryEvent.Closed.class),
    REFERRAL_CREATED("referral.created", ReferralEvent.Created.class),
    REFERRAL_ACCEPTED("referral.accepted", ReferralEvent.Accepted.class),
    REFERRAL_DECLINED("referral.declined", ReferralEvent.Declined.class);

    private final String typeName;
    private final Class<? extends InboundEvent> dataClass;

    InboundType(String typeName, Class<? extends InboundEvent> dataClass) {
        this.typeName = typeName;
        this.dataClass = dataClass;
    }

    /// For example `inquiry.received`.
    public String typeName() {
        return typeName;
    }

    /// The `$id` of the JSON Schema, whose text is the resource `/events/<typeName>.json`.
    public String schema() {
        return "urn:clientele:event:%s:1".formatted(typeName);
    }

    Class<? extends InboundEvent> dataClass() {
        return dataClass;
    }

    /// @param family what a topic carries
    /// @throws MalformedRecordException for a name that no type of the family has
    static InboundType of(String typeName, Class<? extends InboundEvent> family) {
        return Arrays.stream(values())
                .filter(type -> type.typeName.equals(typeName) && family.isAssignableFrom(type.dataClass))
                .findFirst()
                .orElseThrow(() ->
                        new MalformedRecordException(FailureCause.UNKNOWN_SCHEMA, "unknown event type for this topic"));
    }
}
