package io.clientele.stream.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.inbound.InboundReport;
import io.clientele.ownership.Engagement;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.inbound.InboundEvent;
import io.clientele.schemas.inbound.InboundRecord;
import io.clientele.schemas.inbound.InquiryEvent;
import io.clientele.schemas.inbound.ReferralEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("REQ-CM-B004")
@Tag("REQ-CM-B011")
class ReportOfEventTest {
    private static final UUID TENANT = new UUID(1, 1);
    private static final UUID CUSTOMER = new UUID(2, 2);
    private static final UUID SUBJECT = new UUID(3, 3);
    private static final UUID ANN = new UUID(4, 4);
    private static final UUID BOB = new UUID(5, 5);
    private static final Instant TIME = Instant.parse("2026-11-24T08:00:00.123456Z");
    private static final UUID ID = EventId.ofInbound(TENANT, "crm", "7");

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(
                        new InquiryEvent.Received(SUBJECT, CUSTOMER, List.of(ANN, BOB)),
                        "inquiry: Inquiry received",
                        null,
                        null),
                Arguments.of(
                        new InquiryEvent.Responded(SUBJECT, CUSTOMER, ANN),
                        "inquiry: Inquiry answered",
                        ANN,
                        Engagement.RESPONDED_TO_INQUIRY),
                Arguments.of(new InquiryEvent.Closed(SUBJECT, CUSTOMER, ANN), "inquiry: Inquiry closed", ANN, null),
                Arguments.of(new InquiryEvent.Closed(SUBJECT, CUSTOMER, null), "inquiry: Inquiry closed", null, null),
                Arguments.of(
                        new ReferralEvent.Created(SUBJECT, CUSTOMER, BOB, ANN),
                        "referral: Referral created",
                        ANN,
                        null),
                Arguments.of(
                        new ReferralEvent.Accepted(SUBJECT, CUSTOMER, ANN),
                        "referral: Referral accepted",
                        ANN,
                        Engagement.ACCEPTED_REFERRAL),
                Arguments.of(
                        new ReferralEvent.Declined(SUBJECT, CUSTOMER, ANN), "referral: Referral declined", ANN, null));
    }

    @ParameterizedTest
    @MethodSource("events")
    void saysWhatHappenedToWhatAndWhomItEngages(
            InboundEvent event, String logged, UUID professional, Engagement engagement) {
        InboundReport report = ReportOfEvent.of(new InboundRecord<>(ID, TENANT, TIME, event));

        assertThat(report.activity().activityType() + ": " + report.activity().description())
                .isEqualTo(logged);
        assertThat(report.activity().customerId()).isEqualTo(CUSTOMER);
        assertThat(report.activity().professionalId()).isEqualTo(professional);
        assertThat(report.activity().relatedEntityType())
                .isEqualTo(report.activity().activityType());
        assertThat(report.activity().relatedEntityId()).isEqualTo(SUBJECT);
        assertThat(report.activity().createdAt()).isEqualTo(TIME);
        assertThat(report.activity().metadata()).contains(event.type().typeName(), ID.toString());
        assertThat(report.professionals()).containsExactlyInAnyOrderElementsOf(event.professionals());
        assertThat(report.claim())
                .isEqualTo(engagement == null ? null : new InboundReport.Claim(professional, engagement));
    }

    @Test
    void isTheSameForTheSameEventOnly() {
        InquiryEvent event = new InquiryEvent.Closed(SUBJECT, CUSTOMER, null);
        InboundReport report = ReportOfEvent.of(new InboundRecord<>(ID, TENANT, TIME, event));

        assertThat(ReportOfEvent.of(new InboundRecord<>(ID, TENANT, TIME, event)))
                .isEqualTo(report);
        assertThat(ReportOfEvent.of(new InboundRecord<>(EventId.ofInbound(TENANT, "crm", "8"), TENANT, TIME, event))
                        .activity()
                        .id())
                .isNotEqualTo(report.activity().id());
    }
}
