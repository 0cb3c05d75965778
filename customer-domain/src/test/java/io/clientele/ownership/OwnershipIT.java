package io.clientele.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B002")
@Tag("REQ-CM-B007")
class OwnershipIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);
    private final Tenant tenant = DOMAIN.tenant();
    private final Actor owner = DOMAIN.professional(tenant);
    private final Actor colleague = DOMAIN.professional(tenant);
    private final UUID colleagueId = Objects.requireNonNull(colleague.professionalId());
    private final UUID customer = DOMAIN.customers
            .create(owner, TestDomain.draft("c@example.com", "+14169671111", "A", "B"), null)
            .id();

    @AfterAll
    static void drop() {
        DOMAIN.close();
        DATABASE.close();
    }

    @Test
    void transfersWithAReasonAndKeepsTheHistory() {
        Ownership.Owner now = DOMAIN.ownership.transfer(owner, customer, colleagueId, " moved away ", 1, null);

        assertThat(now).isEqualTo(new Ownership.Owner(colleagueId, 2));
        assertThat(DOMAIN.ownership.owner(colleague, customer)).isEqualTo(now);
        assertThat(DOMAIN.ownership.history(DOMAIN.admin(tenant), customer))
                .satisfiesExactly(
                        transfer -> {
                            assertThat(transfer.previousOwnerId()).isEqualTo(owner.professionalId());
                            assertThat(transfer.newOwnerId()).isEqualTo(colleagueId);
                            assertThat(transfer.reason()).isEqualTo("moved away");
                            assertThat(transfer.transferredBy()).isEqualTo(owner.userId());
                        },
                        first -> assertThat(first.previousOwnerId()).isNull());
        assertThat(DOMAIN.customers.find(owner, customer)).isEmpty();
    }

    @Test
    void knowsTheOwnerAtAnyTime() {
        Instant before = Instant.now();
        DOMAIN.ownership.transfer(owner, customer, colleagueId, "moved", 1, null);
        Actor admin = DOMAIN.admin(tenant);

        assertThat(DOMAIN.ownership.ownerAt(admin, customer, before.minusSeconds(60)))
                .isNull();
        assertThat(DOMAIN.ownership.ownerAt(admin, customer, before)).isEqualTo(owner.professionalId());
        assertThat(DOMAIN.ownership.ownerAt(admin, customer, Instant.now())).isEqualTo(colleagueId);
    }

    @Test
    void letsOnlyAnAdminOrTheOwnerTransfer() {
        assertProblem(
                ProblemCode.NOT_FOUND,
                () -> DOMAIN.ownership.transfer(colleague, customer, colleagueId, "mine now", 1, null));
        assertThat(DOMAIN.ownership
                        .transfer(DOMAIN.admin(tenant), customer, colleagueId, "holiday", 1, null)
                        .professionalId())
                .isEqualTo(colleagueId);
    }

    @Test
    void requiresAReasonADifferentActiveOwnerAndTheCurrentVersion() {
        assertProblem(
                ProblemCode.REQUIRED, () -> DOMAIN.ownership.transfer(owner, customer, colleagueId, "  ", 1, null));
        assertProblem(
                ProblemCode.UNSAFE_TEXT,
                () -> DOMAIN.ownership.transfer(owner, customer, colleagueId, "<script>", 1, null));
        assertProblem(
                ProblemCode.INVALID_CHOICE,
                () -> DOMAIN.ownership.transfer(
                        owner, customer, Objects.requireNonNull(owner.professionalId()), "same", 1, null));
        assertProblem(
                ProblemCode.INVALID_CHOICE,
                () -> DOMAIN.ownership.transfer(owner, customer, UUID.randomUUID(), "unknown", 1, null));
        assertProblem(
                ProblemCode.STALE_VERSION,
                () -> DOMAIN.ownership.transfer(owner, customer, colleagueId, "late", 7, null));
    }

    @Test
    void keepsOneOfManyTransfersAtOnce() throws Exception {
        Actor admin = DOMAIN.admin(tenant);
        Callable<Boolean> transfer = () -> {
            try {
                DOMAIN.ownership.transfer(admin, customer, colleagueId, "race", 1, null);
                return true;
            } catch (ProblemException lost) {
                return false;
            }
        };

        long won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> outcome : threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(i -> transfer).toList())) {
                won += outcome.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(DOMAIN.ownership.history(admin, customer)).hasSize(2);
    }

    private static void assertProblem(ProblemCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
