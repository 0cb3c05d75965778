package io.clientele.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.activity.ActivityDraft;
import io.clientele.activity.ActivityView;
import io.clientele.activity.RelatedEntity;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.event.InquiryEntry;
import io.clientele.schemas.event.InquiryStatus;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

@Tag("REQ-CM-B002")
@Tag("REQ-CM-B016")
class InquiriesIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Instant TIME = Instant.parse("2026-11-20T08:00:00.123456Z");

    @TempDir
    static Path directory;

    private static TestDomain gateway;
    private static TestDomain stream;

    private final Tenant tenant = gateway.tenant();
    private final Actor admin = gateway.admin(tenant);
    private final Actor owner = gateway.professional(tenant);
    private final Actor ann = gateway.professional(tenant);
    private final Actor bob = gateway.professional(tenant);

    @BeforeAll
    static void connect() {
        gateway = new TestDomain(DATABASE, DatabaseRole.GATEWAY, directory, 4);
        stream = new TestDomain(DATABASE, DatabaseRole.STREAM, directory, 2);
    }

    @AfterAll
    static void drop() {
        stream.close();
        gateway.close();
        DATABASE.close();
    }

    @Test
    void concernTheOwnerThenThoseWhomTheyNameElseThoseToWhomTheCustomerIsReferred() throws SQLException {
        UUID customer = customer(owner);
        gateway.referrals.refer(owner, customer, ann.professionalId(), null, null);
        Actor stranger = gateway.professional(gateway.tenant());
        List<UUID> named = List.of(bob.professionalId(), stranger.professionalId());

        Audience audience = stream.audiences.find(tenant.id(), customer, named).orElseThrow();
        assertThat(audience)
                .isEqualTo(new Audience(owner.professionalId(), List.of(bob.professionalId()), Duration.ofMinutes(30)));
        assertThat(stream.audiences
                        .find(tenant.id(), customer, List.of())
                        .orElseThrow()
                        .concerned())
                .containsExactly(ann.professionalId());

        execute("update tenant set settings = '{\"inquiry_window_minutes\": 45}' where id = '" + tenant.id() + "'");
        execute("update professional set status = 'inactive' where id in ('%s', '%s')"
                .formatted(owner.professionalId(), bob.professionalId()));
        assertThat(stream.audiences.find(tenant.id(), customer, named))
                .contains(new Audience(null, List.of(ann.professionalId()), Duration.ofMinutes(45)));
    }

    @Test
    void concernNobodyOfACustomerWhoIsGoneOrElsewhere() {
        UUID deleted = customer(owner);
        gateway.updates.delete(admin, deleted, 1, null);

        assertThat(stream.audiences.find(tenant.id(), deleted, List.of())).isEmpty();
        assertThat(stream.audiences.find(gateway.tenant().id(), customer(owner), List.of()))
                .isEmpty();
        assertThat(stream.audiences.find(new TenantId(Ids.next()), customer(owner), List.of()))
                .isEmpty();
    }

    @Test
    void standAsTheirHighestRevisionSaysWhateverTheOrder() {
        UUID customer = customer(owner);
        InquiryEntry offered = entry(customer, 2, InquiryStatus.OFFERED_TO_OWNER, owner);
        InquiryEntry toAll = next(offered, InquiryStatus.OFFERED_TO_ALL, owner, ann);
        InquiryEntry answered = next(toAll, InquiryStatus.ANSWERED, owner, ann);

        assertThat(write(answered, toAll)).isEqualTo(1);
        assertThat(write(offered, toAll)).isZero();
        assertThat(write(answered)).isZero();

        assertThat(gateway.inquiries.ofCustomer(owner, customer, null, null, 5).inquiries())
                .containsExactly(new Inquiry(
                        offered.inquiryId(),
                        customer,
                        "answered",
                        TIME,
                        TIME.plusSeconds(1800),
                        List.of(owner.professionalId(), ann.professionalId()),
                        ann.professionalId(),
                        TIME));
    }

    @Test
    void doNotTellWhoAnsweredWhereThatIsNobodyOfTheTenant() {
        UUID customer = customer(owner);
        Actor stranger = gateway.professional(gateway.tenant());
        InquiryEntry offered = entry(customer, 2, InquiryStatus.OFFERED_TO_OWNER, owner);

        write(new InquiryEntry(
                offered.tenantId(),
                offered.inquiryId(),
                customer,
                3,
                InquiryStatus.ANSWERED,
                offered.eventId(),
                List.of(),
                offered.offers(),
                TIME,
                offered.offerUntil(),
                stranger.professionalId(),
                TIME));

        assertThat(gateway.inquiries.ofCustomer(owner, customer, null, null, 5).inquiries())
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.status()).isEqualTo("answered");
                    assertThat(seen.answeredBy()).isNull();
                });
    }

    @Test
    void showInTheInboxWhatWaitsForTheViewerOnly() {
        UUID customer = customer(owner);
        InquiryEntry first = entry(customer, 2, InquiryStatus.OFFERED_TO_OWNER, owner);
        InquiryEntry second = entry(customer, 3, InquiryStatus.OFFERED_TO_ALL, owner, ann);
        InquiryEntry ended = entry(customer, 4, InquiryStatus.ANSWERED, owner, ann);
        write(first, second, ended);

        assertThat(inbox(owner, null)).containsExactlyInAnyOrder(first.inquiryId(), second.inquiryId());
        assertThat(inbox(ann, null)).containsExactly(second.inquiryId());
        assertThat(inbox(ann, InquiryStatus.ANSWERED)).containsExactly(ended.inquiryId());
        assertThat(inbox(bob, null)).isEmpty();
        assertThat(inbox(admin, null)).hasSize(2);
        assertThat(inbox(gateway.admin(gateway.tenant()), null)).isEmpty();
        assertThat(gateway.inquiries.inbox(ann, null, null, 5).inquiries())
                .singleElement()
                .satisfies(seen -> assertThat(seen.offeredTo()).containsExactly(ann.professionalId()));
    }

    @Test
    void areShownOfACustomerByTheOnePolicy() {
        UUID customer = customer(owner);
        gateway.referrals.refer(owner, customer, ann.professionalId(), null, null);
        InquiryEntry first = entry(customer, 2, InquiryStatus.OFFERED_TO_OWNER, owner);
        InquiryEntry second = entry(customer, 3, InquiryStatus.OFFERED_TO_ALL, owner, ann, bob);
        write(first, second);

        assertThat(ids(gateway.inquiries.ofCustomer(admin, customer, null, null, 5)))
                .containsExactlyInAnyOrder(first.inquiryId(), second.inquiryId());
        assertThat(ids(gateway.inquiries.ofCustomer(ann, customer, null, null, 5)))
                .containsExactly(second.inquiryId());
        // Named by the inquiry, and neither owner nor referred: the offer is all there is to see.
        assertThat(inbox(bob, null)).containsExactly(second.inquiryId());
        assertThatThrownBy(() -> gateway.inquiries.ofCustomer(bob, customer, null, null, 5))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void comeInPagesOfTheirOwnList() {
        UUID customer = customer(owner);
        write(Stream.generate(() -> entry(customer, 2, InquiryStatus.OFFERED_TO_OWNER, owner))
                .limit(5)
                .toArray(InquiryEntry[]::new));

        InquiryList.Page first = gateway.inquiries.ofCustomer(owner, customer, InquiryStatus.OFFERED_TO_OWNER, null, 3);
        InquiryList.Page second = gateway.inquiries.ofCustomer(owner, customer, null, first.next(), 3);

        assertThat(first.inquiries()).hasSize(3);
        assertThat(second.inquiries()).hasSize(2).doesNotContainAnyElementsOf(first.inquiries());
        assertThat(second.next()).isNull();
        assertThatThrownBy(() -> gateway.inquiries.inbox(owner, null, first.next(), 3))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void areGoneWithTheirCustomer() {
        UUID customer = customer(owner);
        write(entry(customer, 2, InquiryStatus.OFFERED_TO_OWNER, owner));

        gateway.updates.delete(admin, customer, 1, null);

        assertThat(inbox(owner, null)).isEmpty();
        assertThat(inbox(admin, null)).isEmpty();
    }

    @Test
    void areRefusedOfACustomerWhoIsNotThere() {
        assertThatThrownBy(() -> write(entry(Ids.next(), 2, InquiryStatus.OPEN)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void areWhatActivitiesCanBeAboutWhetherOrNotTheyWereReportedHere() {
        UUID customer = customer(owner);
        InquiryEntry known = entry(customer, 2, InquiryStatus.OFFERED_TO_OWNER, owner);
        write(known);

        assertThat(related(customer, known.inquiryId()))
                .isEqualTo(new RelatedEntity.Inquiry("inquiry", known.inquiryId(), "offered_to_owner", TIME));
        UUID unknown = Ids.next();
        assertThat(related(customer, unknown)).isEqualTo(new RelatedEntity.Other("inquiry", unknown));
    }

    private RelatedEntity related(UUID customer, UUID inquiry) {
        UUID activity = gateway.customerActivities
                .log(
                        owner,
                        customer,
                        new ActivityDraft("communication", "called back", null, "inquiry", inquiry.toString(), null),
                        null)
                .id();
        return ((ActivityView.Full) gateway.customerActivities.find(owner, customer, activity, true)).related();
    }

    private int write(InquiryEntry... entries) {
        return stream.inquiryLedger.write(tenant.id(), List.of(entries));
    }

    private List<UUID> inbox(Actor viewer, InquiryStatus status) {
        return ids(gateway.inquiries.inbox(viewer, status, null, 50));
    }

    private static List<UUID> ids(InquiryList.Page page) {
        return page.inquiries().stream().map(Inquiry::id).toList();
    }

    private InquiryEntry entry(UUID customer, long revision, InquiryStatus status, Actor... offered) {
        return entry(Ids.next(), customer, revision, status, offered);
    }

    private InquiryEntry next(InquiryEntry before, InquiryStatus status, Actor... offered) {
        return entry(before.inquiryId(), before.customerId(), before.revision() + 1, status, offered);
    }

    /// Answered, where it is, by the last to whom it was offered.
    private InquiryEntry entry(UUID id, UUID customer, long revision, InquiryStatus status, Actor... offered) {
        return new InquiryEntry(
                tenant.id().value(),
                id,
                customer,
                revision,
                status,
                Ids.next(),
                List.of(),
                Stream.of(offered)
                        .map(actor -> new InquiryEntry.Offer(actor.professionalId(), TIME.plusSeconds(revision)))
                        .toList(),
                TIME,
                TIME.plusSeconds(1800),
                status == InquiryStatus.ANSWERED ? offered[offered.length - 1].professionalId() : null,
                status.isEnded() ? TIME : null);
    }

    private UUID customer(Actor creator) {
        return gateway.customers
                .create(creator, TestDomain.draft("c" + Ids.next() + "@example.com", "+14169671111", "A", "B"), null)
                .id();
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DATABASE.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
