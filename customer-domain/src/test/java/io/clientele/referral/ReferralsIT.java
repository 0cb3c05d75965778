package io.clientele.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.customer.CustomerView;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.ownership.Ownership;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B011")
@Tag("REQ-CM-B016")
class ReferralsIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);
    private final Tenant tenant = DOMAIN.tenant();
    private final Actor admin = DOMAIN.admin(tenant);
    private final Actor owner = DOMAIN.professional(tenant);
    private final Actor colleague = DOMAIN.professional(tenant);

    @AfterAll
    static void drop() {
        DOMAIN.close();
        DATABASE.close();
    }

    @Test
    void makesTheFirstWhoAcceptsTheOwner() {
        UUID customer = customerOf(admin);
        Referral referral = DOMAIN.referrals.refer(admin, customer, id(colleague), " new in town ", null);
        assertThat(view(colleague, customer)).isInstanceOf(CustomerView.Limited.class);

        Referral accepted = DOMAIN.referrals.accept(colleague, customer, referral.id(), 1, null);

        assertThat(referral.note()).isEqualTo("new in town");
        assertThat(referral.fromProfessionalId()).isNull();
        assertThat(accepted.status()).isEqualTo("accepted");
        assertThat(accepted.version()).isEqualTo(2);
        assertThat(accepted.decidedAt()).isNotNull();
        assertThat(view(colleague, customer)).isInstanceOf(CustomerView.Full.class);
        assertThat(DOMAIN.ownership.owner(admin, customer)).isEqualTo(new Ownership.Owner(id(colleague), 2));
        assertThat(DOMAIN.ownership.history(admin, customer)).singleElement().satisfies(first -> {
            assertThat(first.previousOwnerId()).isNull();
            assertThat(first.reason()).isEqualTo("accepted a referral");
        });
    }

    @Test
    void keepsTheOwnerAndTheLimitedViewWhereThereIsAnOwner() {
        UUID customer = customerOf(owner);
        Referral referral = DOMAIN.referrals.refer(owner, customer, id(colleague), null, null);

        DOMAIN.referrals.accept(colleague, customer, referral.id(), 1, null);

        assertThat(view(colleague, customer)).isInstanceOf(CustomerView.Limited.class);
        assertThat(DOMAIN.ownership.owner(admin, customer)).isEqualTo(new Ownership.Owner(id(owner), 1));
        assertThat(DOMAIN.ownership.history(admin, customer)).hasSize(1);
    }

    @Test
    void takesTheAccessAwayFromWhoDeclines() {
        UUID customer = customerOf(owner);
        Referral referral = DOMAIN.referrals.refer(owner, customer, id(colleague), "a secret of theirs", null);

        Referral declined = DOMAIN.referrals.decline(colleague, customer, referral.id(), 1, null);

        assertThat(declined.status()).isEqualTo("declined");
        assertThat(declined.note()).isNull();
        assertThat(DOMAIN.customers.find(colleague, customer)).isEmpty();
        assertProblem(ProblemCode.NOT_FOUND, () -> DOMAIN.referralList.ofCustomer(colleague, customer));
        assertThat(DOMAIN.referralList.inbox(colleague, null, null, 10).referrals())
                .containsExactly(declined);
        assertThat(DOMAIN.referralList.ofCustomer(owner, customer))
                .singleElement()
                .satisfies(line -> assertThat(line.note()).isEqualTo("a secret of theirs"));
        // Asked again, they see the customer again.
        DOMAIN.referrals.refer(owner, customer, id(colleague), null, null);
        assertThat(view(colleague, customer)).isInstanceOf(CustomerView.Limited.class);
    }

    @Test
    void isDecidedOnceByTheProfessionalOrAnAdmin() {
        UUID customer = customerOf(owner);
        Actor other = DOMAIN.professional(tenant);
        Actor stranger = DOMAIN.professional(tenant);
        Referral referral = DOMAIN.referrals.refer(owner, customer, id(colleague), null, null);
        DOMAIN.referrals.refer(owner, customer, id(other), null, null);

        assertProblem(ProblemCode.FORBIDDEN, () -> accept(owner, referral, 1));
        assertProblem(ProblemCode.NOT_FOUND, () -> accept(other, referral, 1));
        assertProblem(ProblemCode.NOT_FOUND, () -> accept(stranger, referral, 1));
        assertProblem(ProblemCode.NOT_FOUND, () -> accept(DOMAIN.admin(DOMAIN.tenant()), referral, 1));
        assertProblem(ProblemCode.STALE_VERSION, () -> accept(colleague, referral, 7));
        accept(admin, referral, 1);
        assertProblem(ProblemCode.REFERRAL_DECIDED, () -> accept(colleague, referral, 1));
        assertProblem(
                ProblemCode.REFERRAL_DECIDED,
                () -> DOMAIN.referrals.decline(colleague, customer, referral.id(), 2, null));
    }

    @Test
    void goesToAnotherActiveProfessionalOnce() {
        UUID customer = customerOf(owner);
        Actor inactive = DOMAIN.professional(tenant);
        DOMAIN.transactions.write(
                tenant.id(),
                () -> DOMAIN.jdbc.update(
                        "update professional set status = 'inactive' where tenant_id = ? and id = ?",
                        tenant.id().value(),
                        id(inactive)));
        Actor elsewhere = DOMAIN.professional(DOMAIN.tenant());

        assertProblem(ProblemCode.REQUIRED, () -> refer(owner, customer, null, null));
        for (UUID to : List.of(id(owner), id(inactive), id(elsewhere), UUID.randomUUID())) {
            assertProblem(ProblemCode.INVALID_CHOICE, () -> refer(owner, customer, to, null));
        }
        assertProblem(ProblemCode.INVALID_CHOICE, () -> refer(admin, customer, id(owner), null));
        assertProblem(ProblemCode.UNSAFE_TEXT, () -> refer(owner, customer, id(colleague), "<script>"));
        assertProblem(ProblemCode.TOO_LONG, () -> refer(owner, customer, id(colleague), "x".repeat(2001)));
        assertProblem(ProblemCode.NOT_FOUND, () -> refer(colleague, customer, id(colleague), null));
        refer(owner, customer, id(colleague), null);
        assertProblem(ProblemCode.REFERRAL_EXISTS, () -> refer(owner, customer, id(colleague), null));
        assertProblem(ProblemCode.FORBIDDEN, () -> refer(colleague, customer, id(DOMAIN.professional(tenant)), null));
    }

    @Test
    void leavesOneOwnerWhereManyAcceptAtOnce() throws Exception {
        UUID customer = customerOf(admin);
        List<Callable<Referral>> decisions = Stream.generate(() -> DOMAIN.professional(tenant))
                .limit(8)
                .<Callable<Referral>>map(professional -> {
                    Referral referral = refer(admin, customer, id(professional), null);
                    return () -> accept(professional, referral, 1);
                })
                .toList();

        List<Referral> accepted;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            accepted =
                    threads.invokeAll(decisions).stream().map(Future::resultNow).toList();
        }

        assertThat(accepted)
                .allSatisfy(referral -> assertThat(referral.status()).isEqualTo("accepted"));
        assertThat(DOMAIN.ownership.history(admin, customer)).hasSize(1);
        assertThat(DOMAIN.ownership.owner(admin, customer).version()).isEqualTo(2);
    }

    @Test
    void pagesTheInboxNewestFirst() {
        List<UUID> referred = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            referred.add(refer(owner, customerOf(owner), id(colleague), null).id());
        }
        refer(owner, customerOf(owner), id(DOMAIN.professional(tenant)), null);

        List<UUID> listed = new ArrayList<>();
        ReferralList.Page page = DOMAIN.referralList.inbox(colleague, ReferralStatus.PENDING, null, 2);
        page.referrals().forEach(referral -> listed.add(referral.id()));
        while (page.next() != null) {
            page = DOMAIN.referralList.inbox(colleague, ReferralStatus.PENDING, page.next(), 2);
            page.referrals().forEach(referral -> listed.add(referral.id()));
        }

        assertThat(listed).containsExactlyElementsOf(referred.reversed());
        assertThat(DOMAIN.referralList.inbox(admin, null, null, 200).referrals())
                .hasSize(6);
        assertThat(DOMAIN.referralList
                        .inbox(colleague, ReferralStatus.DECLINED, null, 2)
                        .referrals())
                .isEmpty();
        assertProblem(ProblemCode.MALFORMED_REQUEST, () -> DOMAIN.referralList.inbox(colleague, null, "abc", 2));
    }

    private static Referral refer(Actor actor, UUID customer, UUID to, String note) {
        return DOMAIN.referrals.refer(actor, customer, to, note, null);
    }

    private static Referral accept(Actor actor, Referral referral, long version) {
        return DOMAIN.referrals.accept(actor, referral.customerId(), referral.id(), version, null);
    }

    private static CustomerView view(Actor viewer, UUID customer) {
        return DOMAIN.customers.find(viewer, customer).orElseThrow();
    }

    private static UUID customerOf(Actor actor) {
        return DOMAIN.customers
                .create(
                        actor,
                        TestDomain.draft("c" + UUID.randomUUID() + "@example.com", "+14169671111", "A", "B"),
                        null)
                .id();
    }

    private static UUID id(Actor professional) {
        return Objects.requireNonNull(professional.professionalId());
    }

    private static void assertProblem(ProblemCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
