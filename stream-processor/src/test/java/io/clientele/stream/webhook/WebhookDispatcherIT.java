package io.clientele.stream.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.stream.webhook.Receiver.Post;
import io.clientele.stream.webhook.WebhookFixture.Running;
import io.clientele.webhook.Attempt;
import io.clientele.webhook.AttemptOutcome;
import io.clientele.webhook.Delivery;
import io.clientele.webhook.Webhooks;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Deliveries from a real database to a real receiver.
@Tag("REQ-CM-B007")
@Tag("REQ-CM-B015")
@ExtendWith(Servers.class)
class WebhookDispatcherIT {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final UUID ANN = new UUID(9, 1);

    @TempDir
    static Path directory;

    private WebhookFixture fixture;

    @BeforeEach
    void prepare(TestDatabase database) {
        fixture = new WebhookFixture(database, directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void postsEventsThatTheOfficialLibraryVerifiesWithTheOldAndTheNewSecret() {
        try (Receiver receiver = Receiver.answering(204);
                Running running = fixture.start()) {
            Webhooks.WithSecret first = fixture.endpoint(receiver.url());
            Webhooks.WithSecret second = fixture.rotate(first.webhook().id());
            fixture.happened(ANN, 1);
            await().atMost(TIME).until(() -> delivered(first));

            Post post = receiver.posts().getFirst();
            JsonNode event = JsonMapper.shared().readTree(post.body());
            assertThat(receiver.posts()).hasSize(1);
            assertThat(post.header("content-type")).isEqualTo("application/cloudevents+json; charset=UTF-8");
            assertThat(post.header("host")).isEqualTo("receiver.test:" + receiver.port());
            assertThat(post.id()).isEqualTo(event.path("id").asString());
            assertThat(post.id())
                    .isEqualTo(fixture.only(first.webhook().id()).eventId().toString());
            assertThat(event.path("type").asString()).isEqualTo("customer.updated");
            assertThat(event.path("subject").asString()).isEqualTo(ANN.toString());
            for (Webhooks.WithSecret known : List.of(first, second)) {
                assertThatCode(() -> new Webhook(known.secret()).verify(post.body(), lowerCase(post)))
                        .doesNotThrowAnyException();
            }
            assertThat(running.counts().of(AttemptOutcome.DELIVERED)).isEqualTo(1);
        }
    }

    @Test
    void triesAgainWhatFailedAndDeliversItOnce() {
        try (Receiver receiver = Receiver.answering(500, 200);
                Running running = fixture.start()) {
            Webhooks.WithSecret endpoint = fixture.endpoint(receiver.url());
            fixture.happened(ANN, 1);
            await().atMost(TIME).until(() -> delivered(endpoint));

            Delivery delivery = fixture.only(endpoint.webhook().id());
            assertThat(delivery.attempts())
                    .extracting(Attempt::outcome, Attempt::status)
                    .containsExactly(tuple("rejected", 500), tuple("delivered", 200));
            assertThat(receiver.posts())
                    .hasSize(2)
                    .extracting(Post::id)
                    .containsOnly(delivery.eventId().toString());
            assertThat(receiver.posts())
                    .extracting(Post::body)
                    .containsOnly(receiver.posts().getFirst().body());
            assertThat(fixture.find(endpoint.webhook().id()).failingSince()).isNull();
            assertThat(running.counts().failed()).isEqualTo(1);
        }
    }

    @Test
    void givesUpAfterTheLastAttemptAndPostsItAgainWhenAnAdminAsks() {
        try (Receiver receiver = Receiver.answering(503);
                Running running = fixture.start()) {
            UUID endpoint = fixture.endpoint(receiver.url()).webhook().id();
            fixture.happened(ANN, 1);
            await().atMost(TIME).until(() -> fixture.only(endpoint).status().equals("failed"));
            assertThat(fixture.outcomes(endpoint)).containsExactly("rejected", "rejected", "rejected");
            assertThat(fixture.find(endpoint).failingSince()).isNotNull();
            assertThat(running.counts().of(AttemptOutcome.REJECTED)).isEqualTo(3);

            receiver.nowAnswers((exchange, nth) -> exchange.sendResponseHeaders(200, -1));
            Delivery failed = fixture.only(endpoint);
            fixture.gateway.deliveryLog.resend(fixture.admin, endpoint, failed.eventId(), "r");
            await().atMost(TIME).until(() -> fixture.only(endpoint).status().equals("delivered"));
            assertThat(receiver.posts())
                    .hasSize(4)
                    .extracting(Post::id)
                    .containsOnly(failed.eventId().toString());
        }
    }

    @Test
    void disablesAnEndpointWhoseReceiverIsGoneAndOneThatOnlyFails() {
        try (Receiver gone = Receiver.answering(410);
                Receiver failing = Receiver.answering(500);
                Running running = fixture.start(
                        WebhookFixture.settings(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMillis(100)),
                        WebhookFixture.TARGETS,
                        null)) {
            UUID first = fixture.endpoint(gone.url()).webhook().id();
            UUID second = fixture.endpoint(failing.url()).webhook().id();
            fixture.happened(ANN, 1);

            await().atMost(TIME).untilAsserted(() -> {
                assertThat(fixture.find(first).disabledReason()).isEqualTo("gone");
                assertThat(fixture.find(second).disabledReason()).isEqualTo("failing");
                assertThat(running.counts().disabled()).isEqualTo(2);
            });
            fixture.happened(ANN, 2);
            assertThat(fixture.only(first).status()).isEqualTo("failed");
            assertThat(gone.posts()).hasSize(1);
        }
    }

    @Test
    void followsNoRedirect() {
        try (Receiver elsewhere = Receiver.answering(200);
                Receiver receiver = new Receiver((exchange, nth) -> {
                    exchange.getResponseHeaders().add("Location", elsewhere.url());
                    exchange.sendResponseHeaders(307, -1);
                });
                Running running = fixture.start()) {
            UUID endpoint = fixture.endpoint(receiver.url()).webhook().id();
            fixture.happened(ANN, 1);
            await().atMost(TIME).until(() -> fixture.only(endpoint).status().equals("failed"));

            assertThat(fixture.outcomes(endpoint)).containsOnly("redirect");
            assertThat(elsewhere.posts()).isEmpty();
            assertThat(running.counts().of(AttemptOutcome.REDIRECT)).isEqualTo(3);
        }
    }

    @Test
    void connectsToNothingInsideAlsoWhenTheNameMeansAnotherMachineByNow() {
        AtomicInteger asked = new AtomicInteger();
        try (Receiver receiver = Receiver.answering(200);
                Running running = fixture.start(
                        WebhookFixture.settings(),
                        WebhookFixture.targets(host -> {
                            asked.incrementAndGet();
                            return List.of(
                                    InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("169.254.169.254"));
                        }),
                        null)) {
            UUID endpoint = fixture.endpoint(receiver.url()).webhook().id();
            fixture.happened(ANN, 1);
            await().atMost(TIME).until(() -> fixture.only(endpoint).status().equals("failed"));

            assertThat(fixture.outcomes(endpoint)).containsExactly("forbidden", "forbidden", "forbidden");
            assertThat(asked).hasValue(3);
            assertThat(running.counts().of(AttemptOutcome.FORBIDDEN)).isEqualTo(3);
            assertThat(receiver.posts()).isEmpty();
        }
    }

    @Test
    void letsASlowReceiverHoldUpNobodyAndReadsNoEndlessAnswer() {
        CountDownLatch over = new CountDownLatch(1);
        try (Receiver slow = new Receiver((exchange, nth) -> over.await(20, TimeUnit.SECONDS));
                Receiver endless = new Receiver((exchange, nth) -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] junk = new byte[8192];
                    while (over.getCount() > 0) {
                        exchange.getResponseBody().write(junk);
                    }
                });
                Receiver quick = Receiver.answering(200);
                Running running = fixture.start()) {
            UUID slowOne = fixture.endpoint(slow.url()).webhook().id();
            Webhooks.WithSecret endlessOne = fixture.endpoint(endless.url());
            Webhooks.WithSecret quickOne = fixture.endpoint(quick.url());
            for (int i = 0; i < 20; i++) {
                fixture.happened(new UUID(8, i), 1);
            }
            await().atMost(TIME).until(() -> delivered(quickOne) && delivered(endlessOne));

            assertThat(slow.posts()).hasSizeLessThanOrEqualTo(8);
            await().atMost(TIME)
                    .untilAsserted(() -> assertThat(fixture.log(slowOne))
                            .anySatisfy(each -> assertThat(each.attempts())
                                    .extracting(Attempt::outcome)
                                    .contains("timeout")));
            assertThat(running.counts().of(AttemptOutcome.DELIVERED)).isEqualTo(40);
        } finally {
            over.countDown();
        }
    }

    @Test
    void keepsTheOrderOfASubjectAndSharesTheWorkWithAnotherInstance() {
        try (Receiver receiver = Receiver.answering(200);
                Running one = fixture.start();
                Running other = fixture.start()) {
            Webhooks.WithSecret endpoint = fixture.endpoint(receiver.url());
            for (int i = 0; i < 10; i++) {
                fixture.happened(new UUID(8, i), 15);
            }
            await().atMost(TIME).until(() -> delivered(endpoint));

            assertThat(receiver.posts()).hasSize(150);
            Map<String, Long> last = new HashMap<>();
            for (Post post : receiver.posts()) {
                JsonNode event = JsonMapper.shared().readTree(post.body());
                long sequence = Long.parseLong(event.path("sequence").asString());
                assertThat(last.getOrDefault(event.path("subject").asString(), 0L))
                        .isEqualTo(sequence - 1);
                last.put(event.path("subject").asString(), sequence);
            }
            assertThat(one.counts().of(AttemptOutcome.DELIVERED)
                            + other.counts().of(AttemptOutcome.DELIVERED))
                    .isEqualTo(150);
        }
    }

    @Test
    void losesNothingWhenItIsKilledAndRepeatsOnlyWhatWasOnItsWay(TestDatabase database) throws Exception {
        CountDownLatch killed = new CountDownLatch(1);
        try (Receiver receiver = new Receiver((exchange, nth) -> {
            if (nth > 20) {
                // Those are received, and the process will not live to note it.
                killed.await(20, TimeUnit.SECONDS);
            }
            exchange.sendResponseHeaders(200, -1);
        })) {
            Webhooks.WithSecret endpoint = fixture.endpoint(receiver.url());
            for (int i = 0; i < 10; i++) {
                fixture.happened(new UUID(8, i), 6);
            }
            Process process = DispatcherProcess.start(database, directory);
            await().atMost(TIME).until(() -> receiver.posts().size() >= 21);
            process.destroyForcibly().waitFor();
            killed.countDown();
            int before = receiver.posts().size();
            receiver.nowAnswers((exchange, nth) -> exchange.sendResponseHeaders(200, -1));
            try (Running running = fixture.start(DispatcherProcess.SETTINGS, WebhookFixture.TARGETS, null)) {
                await().atMost(TIME).until(() -> delivered(endpoint));
                assertThat(running.counts().of(AttemptOutcome.DELIVERED)).isGreaterThanOrEqualTo(36);
            }

            Set<String> ids = new HashSet<>();
            receiver.posts().forEach(post -> ids.add(post.id()));
            assertThat(ids).hasSize(60);
            assertThat(before).isBetween(21, 24);
            assertThat(receiver.posts().size() - ids.size()).isBetween(1, 4);
        }
    }

    @Test
    void isHealthyWhileItCanClaim(TestDatabase database) throws Exception {
        try (Running running = fixture.start()) {
            WebhookHealth health = new WebhookHealth(running.dispatcher(), running.counts(), Clock.systemUTC());
            await().atMost(TIME).until(() -> health.health().getStatus().equals(Status.UP));
            execute(database, "alter table webhook_delivery rename to hidden");
            try {
                await().atMost(TIME).until(() -> health.health().getStatus().equals(Status.DOWN));
                assertThat(health.health().getDetails()).containsKeys("problem", "due", "oldestDueAgeSeconds");
            } finally {
                execute(database, "alter table hidden rename to webhook_delivery");
            }
            await().atMost(TIME).until(() -> health.health().getStatus().equals(Status.UP));
        }
    }

    private boolean delivered(Webhooks.WithSecret endpoint) {
        List<Delivery> log = fixture.log(endpoint.webhook().id());
        return !log.isEmpty() && log.stream().allMatch(each -> each.status().equals("delivered"));
    }

    /// The library looks for names in lower case, as HTTP/2 has them.
    private static Map<String, List<String>> lowerCase(Post post) {
        return Map.of(
                "webhook-id", List.of(post.id()),
                "webhook-timestamp", List.of(post.header("webhook-timestamp")),
                "webhook-signature", List.of(post.header("webhook-signature")));
    }

    private static void execute(TestDatabase database, String sql) throws Exception {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
