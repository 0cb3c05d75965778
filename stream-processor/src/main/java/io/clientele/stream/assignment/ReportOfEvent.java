package io.clientele.stream.assignment;

import io.clientele.activity.ActivityType;
import io.clientele.activity.NewActivity;
import io.clientele.inbound.InboundReport;
import io.clientele.ownership.Engagement;
import io.clientele.schemas.Json;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.inbound.InboundEvent;
import io.clientele.schemas.inbound.InboundRecord;
import io.clientele.schemas.inbound.InquiryEvent;
import io.clientele.schemas.inbound.ReferralEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an event of another system says of a customer: the activity, and whom it engages. Id and time come from the
/// event, so that the same event is the same report; nothing of its text is taken over.
final class ReportOfEvent {
    private ReportOfEvent() {}

    static InboundReport of(InboundRecord<?> inbound) {
        return switch (inbound.event()) {
            case InquiryEvent event -> inquiry(inbound, event);
            case ReferralEvent event -> referral(inbound, event);
        };
    }

    private static InboundReport inquiry(InboundRecord<?> inbound, InquiryEvent event) {
        return switch (event) {
            case InquiryEvent.Received received ->
                report(inbound, ActivityType.INQUIRY, "Inquiry received", received.inquiryId(), null, null);
            case InquiryEvent.Responded responded ->
                report(
                        inbound,
                        ActivityType.INQUIRY,
                        "Inquiry answered",
                        responded.inquiryId(),
                        responded.professionalId(),
                        Engagement.RESPONDED_TO_INQUIRY);
            case InquiryEvent.Closed closed ->
                report(
                        inbound,
                        ActivityType.INQUIRY,
                        "Inquiry closed",
                        closed.inquiryId(),
                        closed.professionalId(),
                        null);
        };
    }

    private static InboundReport referral(InboundRecord<?> inbound, ReferralEvent event) {
        UUID id = event.referralId();
        UUID to = event.toProfessionalId();
        return switch (event) {
            case ReferralEvent.Created created ->
                report(inbound, ActivityType.REFERRAL, "Referral created", id, to, null);
            case ReferralEvent.Accepted accepted ->
                report(inbound, ActivityType.REFERRAL, "Referral accepted", id, to, Engagement.ACCEPTED_REFERRAL);
            case ReferralEvent.Declined declined ->
                report(inbound, ActivityType.REFERRAL, "Referral declined", id, to, null);
        };
    }

    private static InboundReport report(
            InboundRecord<?> inbound,
            ActivityType type,
            String description,
            UUID relatedId,
            @Nullable UUID professionalId,
            @Nullable Engagement engagement) {
        InboundEvent event = inbound.event();
        NewActivity activity = new NewActivity(
                EventId.following(inbound.id(), "activity"),
                event.customerId(),
                professionalId,
                type.text(),
                description,
                Json.tree(facts(inbound)).toString(),
                type.text(),
                relatedId,
                inbound.time(),
                null,
                inbound.id());
        InboundReport.Claim claim = professionalId == null || engagement == null
                ? null
                : new InboundReport.Claim(professionalId, engagement);
        return new InboundReport(activity, event.professionals(), claim);
    }

    private static Map<String, Object> facts(InboundRecord<?> inbound) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("event_id", inbound.id().toString());
        facts.put("event_type", inbound.event().type().typeName());
        List<String> named =
                inbound.event().professionals().stream().map(UUID::toString).toList();
        if (!named.isEmpty()) {
            facts.put("professional_ids", named);
        }
        return facts;
    }
}
