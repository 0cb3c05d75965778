package io.clientele.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.operation.OperationKind;
import io.clientele.organisation.Tenant;
import io.clientele.tenant.Actor;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B002")
@Tag("REQ-CM-B011")
class FirstOwnerIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);
    private final Tenant tenant = DOMAIN.tenant();
    private final Actor admin = DOMAIN.admin(tenant);

    @AfterAll
    static void drop() {
        DOMAIN.close();
        DATABASE.close();
    }

    @Test
    void makesExactlyOneOfManyProfessionalsTheOwner() throws Exception {
        UUID customer = customerOf(admin);
        List<Actor> professionals =
                Stream.generate(() -> DOMAIN.professional(tenant)).limit(16).toList();
        // The pool has four connections: four transactions are open and claim at the same moment, four times over.
        CyclicBarrier together = new CyclicBarrier(4);

        List<Boolean> won;
        try (ExecutorService threads = Executors.newFixedThreadPool(professionals.size())) {
            won = threads
                    .invokeAll(professionals.stream()
                            .<Callable<Boolean>>map(professional -> () -> claim(professional, customer, together))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(won).containsOnlyOnce(true).hasSize(16);
        UUID winner = id(professionals.get(won.indexOf(true)));
        assertThat(DOMAIN.ownership.owner(admin, customer)).isEqualTo(new Ownership.Owner(winner, 2));
        assertThat(DOMAIN.ownership.history(admin, customer)).singleElement().satisfies(first -> {
            assertThat(first.previousOwnerId()).isNull();
            assertThat(first.newOwnerId()).isEqualTo(winner);
            assertThat(first.reason()).isEqualTo("logged the first activity");
        });
    }

    @Test
    void leavesAnOwnerThatIsSet() {
        Actor owner = DOMAIN.professional(tenant);
        UUID customer = customerOf(owner);

        assertThat(claim(DOMAIN.professional(tenant), customer, null)).isFalse();
        assertThat(claim(owner, customer, null)).isFalse();

        assertThat(DOMAIN.ownership.owner(admin, customer)).isEqualTo(new Ownership.Owner(id(owner), 1));
        assertThat(DOMAIN.ownership.history(admin, customer)).hasSize(1);
    }

    @Test
    void givesNobodyADeletedCustomerOrOneOfAnotherTenantOrAnInactiveOwner() {
        UUID deleted = customerOf(admin);
        DOMAIN.updates.delete(admin, deleted, 1, null);
        UUID elsewhere = customerOf(DOMAIN.admin(DOMAIN.tenant()));
        UUID customer = customerOf(admin);
        Actor inactive = DOMAIN.professional(tenant);
        DOMAIN.transactions.write(
                tenant.id(),
                () -> DOMAIN.jdbc.update(
                        "update professional set status = 'inactive' where tenant_id = ? and id = ?",
                        tenant.id().value(),
                        id(inactive)));

        assertThat(claim(DOMAIN.professional(tenant), deleted, null)).isFalse();
        assertThat(claim(DOMAIN.professional(tenant), elsewhere, null)).isFalse();
        assertThat(claim(inactive, customer, null)).isFalse();
        assertThat(DOMAIN.ownership.owner(admin, customer)).isEqualTo(new Ownership.Owner(null, 1));
    }

    private static boolean claim(Actor actor, UUID customer, CyclicBarrier together) {
        return DOMAIN.transactions.write(actor.tenantId(), () -> {
            if (together != null) {
                await(together);
            }
            UUID operation = DOMAIN.operations.record(actor, OperationKind.ASSIGNMENT, null, 1);
            return DOMAIN.ownership.claim(actor, customer, id(actor), Engagement.LOGGED_ACTIVITY, operation);
        });
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException(alone);
        }
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
}
