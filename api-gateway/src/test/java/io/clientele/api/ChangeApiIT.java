package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Changes, lists and owners over HTTP.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B005")
class ChangeApiIT {
    private final Gateway gateway;
    private final TestTenant tenant;

    ChangeApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
    }

    @Test
    void replacesOnlyTheVersionThatWasRead() {
        Answer created = create("one@example.com", tenant.admin());
        String path = created.header("Location");

        Answer blind = gateway.send("PUT", path, tenant.admin(), body("two@example.com"));
        Answer changed =
                gateway.send("PUT", path, tenant.admin(), body("two@example.com"), "If-Match", created.header("ETag"));
        Answer stale = gateway.send(
                "PUT", path, tenant.admin(), body("three@example.com"), "If-Match", created.header("ETag"));
        Answer foreign = gateway.send("PUT", path, tenant.admin(), body("three@example.com"), "If-Match", "\"other\"");

        assertThat(blind.status()).isEqualTo(428);
        assertThat(blind.code()).isEqualTo("VERSION_REQUIRED");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"v2\"");
        assertThat(changed.json().path("email").asString()).isEqualTo("two@example.com");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(foreign.status()).isEqualTo(412);
        assertThat(gateway.get(path, tenant.admin()).json()).isEqualTo(changed.json());
    }

    @Test
    void deletesAndRestores() {
        Answer created = create("gone@example.com", tenant.admin());
        String path = created.header("Location");

        Answer deleted = gateway.send("DELETE", path, tenant.admin(), "", "If-Match", created.header("ETag"));
        Answer after = gateway.get(path, tenant.admin());
        Answer restored =
                gateway.send("POST", path + "/restore", tenant.admin(), "", "If-Match", deleted.header("ETag"));

        assertThat(deleted.status()).as(deleted.body()).isEqualTo(204);
        assertThat(after.status()).isEqualTo(404);
        assertThat(restored.status()).as(restored.body()).isEqualTo(200);
        assertThat(restored.header("ETag")).isEqualTo("\"v3\"");
    }

    @Test
    void listsPagesByTheirLinks() {
        List<String> created = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            created.add(create("list" + i + "@example.com", tenant.admin())
                    .json()
                    .path("id")
                    .asString());
        }

        List<String> listed = new ArrayList<>();
        String next = "/api/customers?limit=3&sort=created_at&status=active";
        while (!next.isEmpty()) {
            Answer page = gateway.get(next, tenant.admin());
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            for (JsonNode customer : page.json().path("customers")) {
                listed.add(customer.path("id").asString());
            }
            Matcher link = Pattern.compile("<([^>]+)>; rel=\"next\"").matcher(page.header("Link"));
            next = link.matches() ? link.group(1) : "";
        }

        assertThat(listed).containsExactlyElementsOf(created.reversed());
        assertThat(gateway.get("/api/customers?sort=email", tenant.admin())
                        .json()
                        .path("detail")
                        .asString())
                .contains("created_at, updated_at, last_activity_at");
        assertThat(gateway.get("/api/customers?limit=201", tenant.admin()).status())
                .isEqualTo(400);
        assertThat(gateway.get("/api/customers?cursor=abc", tenant.admin()).status())
                .isEqualTo(400);
        assertThat(gateway.get("/api/customers?created_from=" + Instant.now().plusSeconds(60), tenant.admin())
                        .json()
                        .path("customers"))
                .isEmpty();
    }

    @Test
    @Tag("REQ-CM-B007")
    @Tag("REQ-CM-B016")
    void transfersOwnershipWithAReason() {
        String owner = gateway.professional(tenant);
        Answer colleague = gateway.send(
                "POST", "/api/professionals", tenant.admin(), "{\"name\":\"c-" + UUID.randomUUID() + "\"}");
        String colleagueId = colleague.json().path("professional_id").asString();
        Answer created = create("mine@example.com", owner);
        String path = created.header("Location") + "/owner";
        String transfer = "{\"new_owner_id\":\"%s\",\"reason\":\"%s\"}";

        Answer before = gateway.get(path, owner);
        Answer silent = gateway.send(
                "PUT", path, owner, transfer.formatted(colleagueId, ""), "If-Match", before.header("ETag"));
        Answer stranger = gateway.send(
                "PUT",
                path,
                gateway.professional(tenant),
                transfer.formatted(colleagueId, "mine"),
                "If-Match",
                before.header("ETag"));
        Answer given = gateway.send(
                "PUT", path, owner, transfer.formatted(colleagueId, "moved away"), "If-Match", before.header("ETag"));
        Answer history = gateway.get(created.header("Location") + "/ownership-history", tenant.admin());

        assertThat(before.json().path("owner_professional_id").asString()).isNotEmpty();
        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.json().at("/errors/0/pointer").asString()).isEqualTo("/reason");
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(given.json().path("owner_professional_id").asString()).isEqualTo(colleagueId);
        assertThat(given.header("ETag")).isEqualTo("\"v2\"");
        assertThat(history.json().path("transfers")).hasSize(2);
        assertThat(history.json().at("/transfers/0/reason").asString()).isEqualTo("moved away");
        assertThat(gateway.get(path, owner).status()).isEqualTo(404);
    }

    private Answer create(String email, String token) {
        Answer created = gateway.send("POST", "/api/customers", token, body(email));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created;
    }

    private static String body(String email) {
        return """
                {"email": "%s", "phone": "416-555-0134", "first_name": "Zoë", "last_name": "O'Brien"}""".formatted(email);
    }
}
