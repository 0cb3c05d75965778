package io.clientele.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantId;
import io.clientele.webhook.DeliveryQueue.Portion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is given out to be posted, and to whom, as the gateway and the stream do it.
@Tag("REQ-CM-B015")
class DeliveryQueueIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Duration KEEP = Duration.ofDays(30);
    private static final Portion PORTION = new Portion(Duration.ofMinutes(1), 4, 100);
    private static final UUID ANN = new UUID(9, 1);
    private static final UUID BOB = new UUID(9, 2);

    @TempDir
    static Path directory;

    private static TestDomain gateway;
    private static TestDomain stream;

    private final Actor admin = gateway.admin(gateway.tenant());
    private final TenantId tenant = admin.tenantId();
    private final Instant now = Instant.now().plusSeconds(1);

    @BeforeAll
    static void connect() {
        gateway = new TestDomain(DATABASE, DatabaseRole.GATEWAY, directory, 4);
        stream = new TestDomain(DATABASE, DatabaseRole.STREAM, directory, 8);
    }

    @AfterAll
    static void drop() {
        stream.close();
        gateway.close();
        DATABASE.close();
    }

    @Test
    void takesAnEventOncePerEndpointThatWantsIt() {
        UUID all = endpoint();
        UUID updates = endpoint("customer.updated");
        UUID deletions = endpoint("customer.deleted");
        UUID off = endpoint();
        gateway.webhooks.change(
                admin, off, 1, was -> new WebhookDraft(was.url(), was.eventTypes(), null, "disabled"), "r");

        assertThat(append(ANN, 1, 2)).isEqualTo(4);
        assertThat(append(ANN, 1, 2, 3)).isEqualTo(2);

        assertThat(log(all)).hasSize(3);
        assertThat(log(updates)).hasSize(3);
        assertThat(log(deletions)).isEmpty();
        assertThat(log(off)).isEmpty();
    }

    @Test
    void leavesOutWhatWasPublishedBeforeTheEndpointAndWhatMayBeForgotten() {
        UUID endpoint = endpoint();
        NewDelivery before = new NewDelivery(TestEvents.updated(tenant, ANN, 1), now.minusSeconds(60));

        assertThat(stream.deliveries.append(tenant, List.of(before), KEEP)).isZero();
        assertThat(stream.deliveries.append(tenant, events(ANN, 1), Duration.ofSeconds(-5)))
                .isZero();
        assertThat(log(endpoint)).isEmpty();
    }

    @Test
    void givesOutOneEventOfASubjectAtATimeInOrder() {
        endpoint();
        append(ANN, 3, 1, 2);
        append(BOB, 1);

        List<ClaimedDelivery> first = claim();
        List<ClaimedDelivery> none = claim();
        first.forEach(this::deliver);
        List<ClaimedDelivery> second = claim();

        assertThat(first).extracting(ClaimedDelivery::eventId).containsExactlyInAnyOrder(id(ANN, 1), id(BOB, 1));
        assertThat(none).isEmpty();
        assertThat(second).extracting(ClaimedDelivery::eventId).containsExactly(id(ANN, 2));
        assertThat(second.getFirst().body()).contains("\"sequence\":\"2\"", "\"specversion\":\"1.0\"");
    }

    @Test
    void letsALaterEventPassOneThatWaitsForItsNextAttempt() {
        endpoint();
        append(ANN, 1, 2);
        ClaimedDelivery first = claim().getFirst();
        fail(first, now.plusSeconds(300));

        assertThat(claim()).extracting(ClaimedDelivery::eventId).containsExactly(id(ANN, 2));
        assertThat(claim(now.plusSeconds(301)))
                .extracting(ClaimedDelivery::eventId, ClaimedDelivery::tries)
                .contains(tuple(id(ANN, 1), 1));
    }

    @Test
    void givesOutAgainWhatADeadInstanceHeldAndTakesItsSuccessAllTheSame() {
        UUID endpoint = endpoint();
        append(ANN, 1);
        ClaimedDelivery lost = claim().getFirst();

        List<ClaimedDelivery> again = claim(now.plusSeconds(61));
        assertThat(again).extracting(ClaimedDelivery::eventId).containsExactly(id(ANN, 1));
        fail(lost, null);
        assertThat(status(endpoint, id(ANN, 1))).isEqualTo("pending");
        deliver(lost);
        assertThat(status(endpoint, id(ANN, 1))).isEqualTo("delivered");
        fail(again.getFirst(), null);
        assertThat(status(endpoint, id(ANN, 1))).isEqualTo("delivered");
    }

    @Test
    void sendsAnEndpointAFewAtATimeAndOneThatFailsASingleOne() {
        endpoint();
        for (int i = 0; i < 9; i++) {
            append(new UUID(8, i), 1);
        }

        List<ClaimedDelivery> first = claim();
        assertThat(first).hasSize(4);
        assertThat(claim()).isEmpty();
        fail(first.getFirst(), now.plusSeconds(300));
        assertThat(claim()).isEmpty();
        first.subList(1, 4).forEach(each -> fail(each, now.plusSeconds(300)));
        List<ClaimedDelivery> probe = claim();
        assertThat(probe).hasSize(1);
        deliver(probe.getFirst());
        assertThat(claim()).hasSize(4);
    }

    @Test
    void neverGivesTheSameToTwo() throws Exception {
        endpoint();
        for (int i = 0; i < 200; i++) {
            append(new UUID(7, i % 20), i);
        }
        Set<UUID> seen = ConcurrentHashMap.newKeySet();
        Callable<Integer> instance = () -> {
            int twice = 0;
            int idle = 0;
            while (seen.size() < 200 && idle < 2_000) {
                List<ClaimedDelivery> claimed = claim();
                idle = claimed.isEmpty() ? idle + 1 : 0;
                for (ClaimedDelivery each : claimed) {
                    twice += seen.add(each.eventId()) ? 0 : 1;
                    deliver(each);
                }
            }
            return twice;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> instances = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                instances.add(threads.submit(instance));
            }
            for (Future<Integer> each : instances) {
                assertThat(each.get()).isZero();
            }
        }
        assertThat(seen).hasSize(200);
    }

    @Test
    void disablesWhatIsGoneAtOnceAndWhatOnlyFailsAfterAWhile() {
        UUID gone = endpoint();
        append(ANN, 1, 2);
        assertThat(stream.deliveryResults.gone(claim().getFirst(), attempt("gone")))
                .isTrue();
        Webhook disabled = gateway.webhooks.find(tenant, gone);
        assertThat(disabled.status()).isEqualTo("disabled");
        assertThat(disabled.disabledReason()).isEqualTo("gone");
        assertThat(disabled.version()).isEqualTo(2);
        assertThat(claim()).isEmpty();
        assertThatThrownBy(() -> gateway.deliveryLog.resend(admin, gone, id(ANN, 1), "r"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.WEBHOOK_DISABLED));

        Webhook active =
                gateway.webhooks.change(admin, gone, 2, was -> new WebhookDraft(was.url(), null, null, "active"), "r");
        assertThat(active.disabledReason()).isNull();
        ClaimedDelivery waited = claim().getFirst();
        assertThat(waited.eventId()).isEqualTo(id(ANN, 2));
        Attempt attempt = attempt("timeout");
        assertThat(stream.deliveryResults.failed(waited, attempt, now, now.minusSeconds(9)))
                .isFalse();
        assertThat(gateway.webhooks.find(tenant, gone).failingSince()).isNotNull();
        assertThat(stream.deliveryResults.failed(claim().getFirst(), attempt, now, now.plusSeconds(9)))
                .isTrue();
        assertThat(gateway.webhooks.find(tenant, gone).disabledReason()).isEqualTo("failing");
    }

    @Test
    void postsAgainWhatAnAdminAsksForButNotWhatIsOnItsWay() {
        UUID endpoint = endpoint();
        append(ANN, 1);
        ClaimedDelivery claimed = claim().getFirst();
        gateway.deliveryLog.resend(admin, endpoint, id(ANN, 1), "r");
        assertThat(claim(Instant.now().plusSeconds(1))).isEmpty();
        deliver(claimed);

        Delivery again = gateway.deliveryLog.resend(admin, endpoint, id(ANN, 1), "r");

        assertThat(again.status()).isEqualTo("pending");
        assertThat(again.attempts()).extracting(Attempt::outcome).containsExactly("delivered");
        assertThat(claim(Instant.now().plusSeconds(1)))
                .extracting(ClaimedDelivery::tries)
                .containsExactly(0);
    }

    @Test
    void keepsNothingReadableOfADeletedEndpointAndForgetsWhatHasExpired() throws SQLException {
        UUID endpoint = endpoint();
        append(ANN, 1);
        String stored =
                column("select encode(url, 'escape') || encode(secrets, 'escape') || encode(description, 'escape')"
                        + " from webhook_endpoint where id = '" + endpoint + "'");
        assertThat(stored).doesNotContain("example.com").doesNotContain("whsec").doesNotContain("for the shop");
        execute("update webhook_delivery set expires_at = now() - interval '1 s' where endpoint_id = '" + endpoint
                + "'");
        assertThat(stream.deliveries.expire(100)).isEqualTo(1);

        gateway.webhooks.delete(admin, endpoint, 1, "r");

        assertThatThrownBy(() -> gateway.webhooks.find(tenant, endpoint)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> gateway.deliveryLog.page(tenant, endpoint, null, null, 5))
                .isInstanceOf(ProblemException.class);
        assertThat(column("select count(*) from webhook_endpoint where secrets is null and url is null and id = '"
                        + endpoint + "'"))
                .isEqualTo("1");
        assertThat(append(ANN, 2)).isZero();
    }

    @Test
    void saysHowMuchIsDueAndForWhom() {
        UUID endpoint = endpoint();
        append(ANN, 1, 2);

        assertThat(stream.deliveryQueue.tenantsWithDue(now)).contains(tenant);
        assertThat(stream.deliveryQueue.backlog(now).due()).isGreaterThanOrEqualTo(2);
        assertThat(stream.deliveryQueue.backlog(now).oldest()).isBefore(now.plusSeconds(1));
        assertThat(stream.deliveryQueue.tenantsWithDue(now.minusSeconds(3600))).doesNotContain(tenant);
        gateway.webhooks.change(admin, endpoint, 1, was -> new WebhookDraft(was.url(), null, null, "disabled"), "r");
        assertThat(stream.deliveryQueue.tenantsWithDue(now)).doesNotContain(tenant);
    }

    private UUID endpoint(String... types) {
        return gateway.webhooks
                .create(admin, new WebhookDraft("https://example.com/h", List.of(types), "for the shop", null), "r")
                .webhook()
                .id();
    }

    private int append(UUID subject, long... sequences) {
        return stream.deliveries.append(tenant, events(subject, sequences), KEEP);
    }

    private List<NewDelivery> events(UUID subject, long... sequences) {
        List<NewDelivery> events = new ArrayList<>();
        for (long sequence : sequences) {
            events.add(new NewDelivery(TestEvents.updated(tenant, subject, sequence), Instant.now()));
        }
        return events;
    }

    private UUID id(UUID subject, long sequence) {
        return TestEvents.updated(tenant, subject, sequence).context().id();
    }

    private List<ClaimedDelivery> claim() {
        return claim(now);
    }

    private List<ClaimedDelivery> claim(Instant at) {
        return stream.deliveryQueue.claim(tenant, at, PORTION);
    }

    private void deliver(ClaimedDelivery claimed) {
        stream.deliveryResults.delivered(claimed, attempt("delivered"));
    }

    private void fail(ClaimedDelivery claimed, Instant next) {
        stream.deliveryResults.failed(claimed, attempt("timeout"), next, now.minus(KEEP));
    }

    private Attempt attempt(String outcome) {
        return new Attempt(now, outcome, null, 7);
    }

    private List<Delivery> log(UUID endpoint) {
        return gateway.deliveryLog.page(tenant, endpoint, null, null, 50).deliveries();
    }

    private String status(UUID endpoint, UUID event) {
        return log(endpoint).stream()
                .filter(each -> each.eventId().equals(event))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection superuser = DATABASE.connectAsSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String column(String sql) throws SQLException {
        try (Connection superuser = DATABASE.connectAsSuperuser();
                Statement statement = superuser.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
