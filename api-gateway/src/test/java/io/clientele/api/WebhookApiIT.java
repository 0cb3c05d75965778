package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Webhooks over HTTP, as the tenant's admin.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B007")
@Tag("REQ-CM-B016")
class WebhookApiIT {
    private static final String URL = "https://93.184.216.34/hook?token=s3cret";

    private final Gateway gateway;
    private final TestTenant tenant;

    WebhookApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
    }

    @Test
    void showsTheSecretOnceAndKeepsNothingReadable() throws SQLException {
        String draft = """
                {"url": "%s", "event_types": ["customer.updated", "customer.created"], "description": "the shop"}""".formatted(URL);
        String key = UUID.randomUUID().toString();

        Answer created = send("POST", "/api/webhooks", draft, "Idempotency-Key", key);
        Answer again = send("POST", "/api/webhooks", draft, "Idempotency-Key", key);
        String path = created.header("Location");
        Answer found = gateway.get(path, tenant.admin());
        JsonNode all = gateway.get("/api/webhooks", tenant.admin()).json();

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String secret = created.json().path("secret").asString();
        assertThat(secret).startsWith("whsec_");
        assertThat(again.json().path("secret").asString()).isEqualTo(secret);
        assertThat(found.header("ETag")).isEqualTo("\"v1\"");
        assertThat(found.json().path("url").asString()).isEqualTo(URL);
        assertThat(found.json().path("status").asString()).isEqualTo("active");
        assertThat(found.json().path("event_types").toString())
                .isEqualTo("[\"customer.created\",\"customer.updated\"]");
        assertThat(all.path("webhooks")).hasSize(1);
        assertThat(found.body() + all).doesNotContain("whsec_");
        assertThat(stored(found.json().path("id").asString()))
                .doesNotContain("whsec_")
                .doesNotContain("s3cret")
                .doesNotContain("the shop");
    }

    @Test
    void changesOnlyTheVersionThatWasReadAndSwitchesOffAndOn() {
        String path = create(URL).header("Location");

        Answer blind = gateway.send("PATCH", path, tenant.admin(), "{}");
        Answer off = patch(path, 1, "{\"status\": \"disabled\", \"description\": \"résumé\"}");
        Answer stale = patch(path, 1, "{\"status\": \"active\"}");
        Answer refused = send("POST", path + "/test", "");
        Answer on = patch(path, 2, "{\"status\": \"active\", \"event_types\": null, \"description\": null}");
        Answer wrong = patch(path, 3, """
                {"url": "", "event_types": ["customer.exploded"], "description": "<script>", "status": "deleted"}""");
        Answer unknown = patch(path, 3, "{\"secret\": \"whsec_x\"}");

        assertThat(blind.code()).isEqualTo("VERSION_REQUIRED");
        assertThat(off.json().path("disabled_reason").asString()).isEqualTo("admin");
        assertThat(off.json().path("disabled_at").isNull()).isFalse();
        assertThat(off.json().path("description").asString()).isEqualTo("résumé");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(refused.code()).isEqualTo("WEBHOOK_DISABLED");
        assertThat(on.header("ETag")).isEqualTo("\"v3\"");
        assertThat(on.json().path("disabled_reason").isNull()).isTrue();
        assertThat(on.json().path("description").isNull()).isTrue();
        assertThat(on.json().path("url").asString()).isEqualTo(URL);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("errors"))
                .extracting(error -> error.path("pointer").asString())
                .containsExactlyInAnyOrder("/url", "/event_types", "/description", "/status");
        assertThat(unknown.code()).isEqualTo("UNKNOWN_FIELD");
        assertThat(patch(path, 3, "{\"event_types\": [1]}").status()).isEqualTo(400);
        assertThat(gateway.send("DELETE", path, tenant.admin(), "", "If-Match", "\"v2\"")
                        .status())
                .isEqualTo(412);
        assertThat(gateway.send("DELETE", path, tenant.admin(), "", "If-Match", "\"v3\"")
                        .status())
                .isEqualTo(204);
        assertThat(gateway.get(path, tenant.admin()).status()).isEqualTo(404);
    }

    @Test
    void refusesAddressesInsideAndSaysNothingOfWhatIsThere() {
        for (String url : List.of(
                "http://93.184.216.34/hook",
                "https://93.184.216.34:9092/hook",
                "https://user:password@93.184.216.34/hook",
                "https://127.0.0.1/hook",
                "https://localhost/hook",
                "https://[::1]/hook",
                "https://[::ffff:10.0.0.1]/hook",
                "https://169.254.169.254/latest/meta-data/",
                "file:///etc/passwd")) {
            Answer refused = create(url);

            assertThat(refused.status()).as(url).isEqualTo(400);
            assertThat(refused.code()).as(url).isEqualTo("INVALID_WEBHOOK_URL");
            assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/url");
            assertThat(refused.body()).doesNotContain(url);
        }
        assertThat(gateway.get("/api/webhooks", tenant.admin()).json().path("webhooks"))
                .isEmpty();
    }

    @Test
    void makesANewSecret() {
        Answer created = create(URL);

        Answer rotated = send("POST", created.header("Location") + "/secret", "");

        assertThat(rotated.json().path("secret").asString())
                .startsWith("whsec_")
                .isNotEqualTo(created.json().path("secret").asString());
        assertThat(rotated.header("ETag")).isEqualTo("\"v2\"");
    }

    @Test
    void listsDeliveriesInPagesAndPostsOneAgain() {
        String path = create(URL).header("Location");
        List<String> pings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Answer ping = send("POST", path + "/test", "");
            assertThat(ping.status()).as(ping.body()).isEqualTo(202);
            pings.addFirst(ping.json().path("event_id").asString());
        }

        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            Answer page = gateway.get(path + "/deliveries?status=pending&limit=2" + next, tenant.admin());
            page.json()
                    .path("deliveries")
                    .forEach(each -> listed.add(each.path("event_id").asString()));
            next = page.json().path("next").isNull()
                    ? ""
                    : "&cursor=" + page.json().path("next").asString();
            assertThat(page.header("Link").isEmpty()).isEqualTo(next.isEmpty());
        } while (!next.isEmpty());
        Answer again = send("POST", path + "/deliveries/" + pings.getFirst() + "/resend", "");

        assertThat(listed).isEqualTo(pings);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("event_type").asString()).isEqualTo("webhook.ping");
        assertThat(send("POST", path + "/deliveries/" + UUID.randomUUID() + "/resend", "")
                        .status())
                .isEqualTo(404);
        assertThat(gateway.get(path + "/deliveries?status=delivered", tenant.admin())
                        .json()
                        .path("deliveries"))
                .isEmpty();
        assertThat(gateway.get(path + "/deliveries?status=lost", tenant.admin()).status())
                .isEqualTo(400);
    }

    @Test
    void givesATenantTwentyAtMost() {
        for (int i = 0; i < 20; i++) {
            assertThat(create(URL).status()).isEqualTo(201);
        }

        assertThat(create(URL).code()).isEqualTo("TOO_MANY_WEBHOOKS");
    }

    private Answer create(String url) {
        return send("POST", "/api/webhooks", "{\"url\": \"" + url + "\"}");
    }

    private Answer send(String method, String path, String body, String... headers) {
        return gateway.send(method, path, tenant.admin(), body, headers);
    }

    private Answer patch(String path, int version, String body) {
        return gateway.send("PATCH", path, tenant.admin(), body, "If-Match", "\"v" + version + "\"");
    }

    private String stored(String id) throws SQLException {
        try (Connection superuser = gateway.superuser();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(
                        "select encode(url, 'escape') || encode(description, 'escape') || encode(secrets, 'escape')"
                                + " from webhook_endpoint where id = '" + UUID.fromString(id) + "'")) {
            row.next();
            return row.getString(1);
        }
    }
}
