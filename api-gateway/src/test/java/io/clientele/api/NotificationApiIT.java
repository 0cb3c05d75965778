package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import io.clientele.notification.NotificationLog;
import io.clientele.schemas.Json;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.event.NotificationKind;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/// The inbox, its stream and the preferences over HTTP; notifications are written as the stream's sink does.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B002")
@Tag("REQ-CM-B007")
@Timeout(60)
class NotificationApiIT {
    private final Gateway gateway;
    private final TestTenant tenant;
    private final NotificationLog log;
    private final Map<String, UUID> ids = new HashMap<>();
    private final String ann;
    private final String bob;

    NotificationApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
        this.ann = gateway.professional(tenant);
        this.bob = gateway.professional(tenant);
        DriverManagerDataSource stream = new DriverManagerDataSource(
                gateway.database().jdbcUrl(),
                DatabaseRole.STREAM.roleName(),
                gateway.database().password(DatabaseRole.STREAM));
        JdbcTemplate jdbc = new JdbcTemplate(stream);
        this.log = new NotificationLog(
                jdbc, new TenantTransactions(jdbc, new DataSourceTransactionManager(stream)), true, Clock.systemUTC());
    }

    @Test
    void listsOwnNotificationsWithTheCustomersAsTheReaderMaySeeThem() {
        UUID own = customer(ann);
        UUID notOwn = customer(bob);
        tell(ann, NotificationKind.OWNERSHIP_RECEIVED, own);
        tell(ann, NotificationKind.OWNERSHIP_GIVEN, notOwn);
        tell(bob, NotificationKind.ACTIVITY, notOwn);

        Answer page = gateway.get("/api/notifications?limit=1", ann);
        Answer rest = gateway.get(
                "/api/notifications?limit=1&cursor=" + page.json().path("next").asString(), ann);

        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.json().path("unread").asInt()).isEqualTo(2);
        assertThat(page.header("Link")).contains("rel=\"next\"");
        assertThat(page.json().at("/notifications/0/kind").asString()).isEqualTo("ownership_given");
        assertThat(page.json().at("/notifications/0/customer").isNull()).isTrue();
        assertThat(rest.json().at("/notifications/0/customer/first_name").asString())
                .isEqualTo("Zoë");
        assertThat(rest.json().at("/notifications/0/customer").has("phone")).isFalse();
        assertThat(rest.json().path("next").isNull()).isTrue();
        assertThat(gateway.get("/api/notifications?kind=activity", ann).json().path("notifications"))
                .isEmpty();
        assertThat(gateway.get("/api/notifications?kind=singing", ann).status()).isEqualTo(400);
        assertThat(gateway.get("/api/notifications?cursor=x", ann).status()).isEqualTo(400);
        assertThat(gateway.get("/api/notifications", tenant.admin()).status()).isEqualTo(403);
    }

    @Test
    void marksAsReadOneAndThenAll() {
        UUID customer = customer(ann);
        tell(ann, NotificationKind.ACTIVITY, customer);
        tell(ann, NotificationKind.ACTIVITY, customer);
        tell(ann, NotificationKind.ACTIVITY, customer);
        JsonNode latest = gateway.get("/api/notifications", ann).json().at("/notifications/0");
        String read = "/api/notifications/" + latest.path("id").asString() + "/read";

        assertThat(gateway.send("POST", read, bob, "").status()).isEqualTo(404);
        assertThat(gateway.send("POST", read, ann, "").json().path("unread").asInt())
                .isEqualTo(2);
        assertThat(gateway.send("POST", read, ann, "").json().path("unread").asInt())
                .isEqualTo(2);
        assertThat(gateway.get("/api/notifications?unread=true", ann).json().path("notifications"))
                .hasSize(2);
        assertThat(gateway.send("POST", "/api/notifications/read-all?up_to=1", ann, "")
                        .json()
                        .path("unread")
                        .asInt())
                .isEqualTo(1);
        assertThat(gateway.send("POST", "/api/notifications/read-all", ann, "")
                        .json()
                        .path("unread")
                        .asInt())
                .isZero();
    }

    @Test
    void keepsPreferencesThatCanBeSentAsTheyWereRead() {
        Answer before = gateway.get("/api/notifications/preferences", ann);
        String wanted = before.body()
                .replace("\"language\":\"en\"", "\"language\":\"fr\"")
                .replace("\"UTC\"", "\"America/Toronto\"");

        Answer after =
                gateway.send("PUT", "/api/notifications/preferences", ann, wanted, "If-Match", before.header("ETag"));
        Answer stale =
                gateway.send("PUT", "/api/notifications/preferences", ann, wanted, "If-Match", before.header("ETag"));
        Answer wrong = gateway.send(
                "PUT",
                "/api/notifications/preferences",
                ann,
                "{\"language\": \"de\", \"kinds\": {\"activity\": {\"email\": \"weekly\"}}}",
                "If-Match",
                after.header("ETag"));

        assertThat(before.header("ETag")).isEqualTo("\"v0\"");
        assertThat(before.json().at("/kinds/activity/email").asString()).isEqualTo("hourly");
        assertThat(after.status()).as(after.body()).isEqualTo(200);
        assertThat(after.header("ETag")).isEqualTo("\"v1\"");
        assertThat(after.json().path("time_zone").asString()).isEqualTo("America/Toronto");
        assertThat(gateway.get("/api/notifications/preferences", ann).body()).isEqualTo(after.body());
        assertThat(stale.status()).isEqualTo(412);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().at("/errors/1/pointer").asString()).isEqualTo("/kinds/activity/email");
        assertThat(gateway.send("PUT", "/api/notifications/preferences", ann, wanted)
                        .status())
                .isEqualTo(428);
    }

    @Test
    void streamsWithinASecondAndResumesWithoutLoss() throws Exception {
        UUID customer = customer(ann);
        tell(ann, NotificationKind.ACTIVITY, customer);
        long began;
        try (Stream stream = new Stream(ann, null)) {
            assertThat(stream.nextId()).isEqualTo("1");
            began = System.nanoTime();
            tell(bob, NotificationKind.ACTIVITY, customer);
            tell(ann, NotificationKind.CUSTOMER_CHANGED, customer);

            JsonNode told = stream.nextNotification();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(told.path("kind").asString()).isEqualTo("customer_changed");
            assertThat(told.path("position").asInt()).isEqualTo(2);
            assertThat(told.at("/customer/last_name").asString()).isEqualTo("Roy");
        }
        for (int i = 0; i < 120; i++) {
            tell(ann, NotificationKind.VEHICLE_CHANGED, customer);
        }

        try (Stream stream = new Stream(ann, "2")) {
            List<Integer> positions = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                positions.add(stream.nextNotification().path("position").asInt());
            }
            assertThat(positions).startsWith(3, 4).endsWith(122).doesNotHaveDuplicates();
        }
        Answer rest = gateway.get("/api/notifications/stream?follow=false", ann, "Last-Event-ID", "121");
        assertThat(rest.body()).contains("id:122").doesNotContain("id:120").contains("event:notification");
        assertThat(gateway.get("/api/notifications/stream", ann, "Last-Event-ID", "x")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesOneReaderTooManyStreamsAndTakesThemAgainWhenOthersEnd() throws Exception {
        List<Stream> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            open.add(new Stream(ann, "0"));
        }
        Answer refused =
                gateway.get("/api/notifications/stream", ann, "Last-Event-ID", "0", "Accept", "text/event-stream");
        assertThat(refused.status()).as(refused.body()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RATE_LIMITED");
        new Stream(bob, "0").close();

        for (Stream each : open) {
            each.close();
        }
        // The gateway sees that a reader is gone when it writes to it next.
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            tell(ann, NotificationKind.ACTIVITY, null);
            assertThat(gateway.get("/api/notifications/stream?follow=false", ann)
                            .status())
                    .isEqualTo(200);
        });
    }

    /// A reader of the stream.
    private final class Stream implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final BufferedReader lines;

        Stream(String token, String lastEventId) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(gateway.uri("/api/notifications/stream"))
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "text/event-stream");
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        String nextId() throws IOException {
            return next("id:");
        }

        JsonNode nextNotification() throws IOException {
            return Gateway.JSON.readTree(next("data:"));
        }

        private String next(String field) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith(field)) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            return line.substring(field.length());
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    private void tell(String token, NotificationKind kind, UUID customer) {
        UUID recipient = ids.computeIfAbsent(
                token,
                key -> UUID.fromString(gateway.get("/api/me", key)
                        .json()
                        .at("/professional/professional_id")
                        .asString()));
        UUID event = UUID.randomUUID();
        int written = log.append(
                new TenantId(tenant.id()),
                List.of(new NotificationEntry(
                        NotificationEntry.idOf(event, recipient),
                        tenant.id(),
                        recipient,
                        kind,
                        customer,
                        event,
                        "customer.updated",
                        kind == NotificationKind.ACTIVITY ? "service" : null,
                        UUID.randomUUID(),
                        false,
                        null,
                        Json.tree(Map.of("changed_fields", List.of("email"))),
                        Instant.parse("2026-11-24T08:00:00Z"))));
        assertThat(written).isEqualTo(1);
    }

    private UUID customer(String owner) {
        Answer created = gateway.send("POST", "/api/customers", owner, """
                {"email": "%s@example.com", "phone": "416-555-0134", "first_name": "Zoë", "last_name": "Roy"}""".formatted(UUID.randomUUID()));
        return UUID.fromString(created.json().path("id").asString());
    }
}
