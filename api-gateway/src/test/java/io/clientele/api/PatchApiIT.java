package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `PATCH /api/customers/{id}` by JSON merge patch.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B005")
class PatchApiIT {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Gateway gateway;
    private final TestTenant tenant;

    PatchApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
    }

    @Test
    void changesWhatItNamesClearsNullsAndLeavesTheRest() {
        Answer before = create("patch@example.com", tenant.admin());
        String path = before.header("Location");

        Answer changed = patch(path, tenant.admin(), before.header("ETag"), """
                        {"city": "Québec", "province": "QC", "postal_code": null, "tags": ["new"], "notes": null,
                         "marketing_consent": true}""");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"v2\"");
        ObjectNode expected = (ObjectNode) before.json();
        expected.put("city", "Québec")
                .put("province", "QC")
                .put("marketing_consent", true)
                .put("version", 2);
        expected.putNull("postal_code").putNull("notes");
        expected.putArray("tags").add("new");
        expected.set("updated_at", changed.json().path("updated_at"));
        assertThat(changed.json()).isEqualTo(expected);
        assertThat(gateway.get(path, tenant.admin()).json()).isEqualTo(changed.json());
    }

    @Test
    void takesPlainJsonAndRefusesOtherTypes() {
        Answer before = create("types@example.com", tenant.admin());
        String path = before.header("Location");

        Answer plain = gateway.send(
                "PATCH", path, tenant.admin(), "{\"city\": \"Ottawa\"}", "If-Match", before.header("ETag"));
        Answer text = gateway.send(
                "PATCH", path, tenant.admin(), BodyPublishers.ofString("city"), "Content-Type", "text/plain");

        assertThat(plain.status()).as(plain.body()).isEqualTo(200);
        assertThat(plain.json().path("city").asString()).isEqualTo("Ottawa");
        assertThat(text.status()).isEqualTo(415);
    }

    @Test
    void changesOnlyTheVersionThatWasRead() {
        Answer before = create("version@example.com", tenant.admin());
        String path = before.header("Location");
        String body = "{\"city\": \"Ottawa\"}";

        Answer blind = gateway.send("PATCH", path, tenant.admin(), body);
        Answer first = patch(path, tenant.admin(), before.header("ETag"), body);
        Answer stale = patch(path, tenant.admin(), before.header("ETag"), "{\"city\": \"Hull\"}");
        Answer gone = patch("/api/customers/" + UUID.randomUUID(), tenant.admin(), "\"v1\"", body);

        assertThat(blind.status()).isEqualTo(428);
        assertThat(first.status()).isEqualTo(200);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("STALE_VERSION");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gateway.get(path, tenant.admin()).json()).isEqualTo(first.json());
    }

    @Test
    void writesNothingWhereNothingChanges() throws Exception {
        Answer before = create("same@example.com", tenant.admin());
        String path = before.header("Location");
        long operations = operations();

        Answer empty = patch(path, tenant.admin(), before.header("ETag"), "{}");
        Answer same = patch(
                path,
                tenant.admin(),
                before.header("ETag"),
                "{\"phone\": \"(416) 555-0134\", \"email\": \"same@example.com\", \"tags\": [\"vip\", \"vip\"]}");

        assertThat(List.of(empty, same)).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("ETag")).isEqualTo("\"v1\"");
            assertThat(answer.json()).isEqualTo(before.json());
        });
        assertThat(operations()).isEqualTo(operations);
    }

    private long operations() throws Exception {
        try (Connection superuser = gateway.superuser();
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from operation where tenant_id = '" + tenant.id() + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    @Tag("REQ-CM-B013")
    void validatesTheWholeRecordAndTellsAllErrorsAtOnce() {
        Answer before = create("errors@example.com", tenant.admin());
        String path = before.header("Location");
        create("taken@example.com", tenant.admin());

        Answer refused = patch(path, tenant.admin(), before.header("ETag"), """
                        {"email": null, "phone": "canary", "country": "US", "tags": [null]}""");
        Answer unknown = patch(path, tenant.admin(), before.header("ETag"), "{\"version\": 9}");
        Answer wrongType = patch(path, tenant.admin(), before.header("ETag"), "{\"email\": {\"a\": \"b\"}}");
        Answer noObject = patch(path, tenant.admin(), before.header("ETag"), "[{\"op\": \"remove\"}]");
        Answer taken = patch(path, tenant.admin(), before.header("ETag"), "{\"email\": \"taken@example.com\"}");

        assertThat(refused.status()).isEqualTo(400);
        List<String> errors = new ArrayList<>();
        for (JsonNode error : refused.json().path("errors")) {
            errors.add(
                    error.path("pointer").asString() + " " + error.path("code").asString());
        }
        assertThat(errors)
                .containsExactlyInAnyOrder(
                        "/email REQUIRED",
                        "/phone INVALID_PHONE",
                        "/province INVALID_PROVINCE",
                        "/postal_code INVALID_POSTAL_CODE",
                        "/tags INVALID_TAG");
        assertThat(refused.body()).doesNotContain("canary");
        assertThat(unknown.code()).isEqualTo("UNKNOWN_FIELD");
        assertThat(unknown.json().at("/errors/0/pointer").asString()).isEqualTo("/version");
        assertThat(wrongType.json().at("/errors/0/pointer").asString()).isEqualTo("/email");
        assertThat(noObject.status()).isEqualTo(400);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("DUPLICATE_EMAIL");
        assertThat(gateway.get(path, tenant.admin()).json()).isEqualTo(before.json());
    }

    @Test
    @Tag("REQ-CM-B016")
    void isForThoseWhoSeeTheCustomerInFull() throws Exception {
        Answer before = create("access@example.com", gateway.professional(tenant));
        String path = before.header("Location");
        String stranger = gateway.professional(tenant);
        Answer unseen = patch(path, stranger, before.header("ETag"), "{\"city\": \"Ottawa\"}");
        UUID professional = professionalOf(stranger);
        refer(UUID.fromString(before.json().path("id").asString()), professional);

        Answer seen = gateway.get(path, stranger);
        Answer limited = patch(path, stranger, seen.header("ETag"), "{\"city\": \"Ottawa\"}");

        assertThat(unseen.status()).isEqualTo(404);
        assertThat(seen.header("ETag")).isEqualTo("\"v1-limited\"");
        assertThat(limited.status()).as(limited.body()).isEqualTo(403);
        assertThat(gateway.get(path, tenant.admin()).json()).isEqualTo(before.json());
    }

    private static UUID professionalOf(String token) {
        byte[] claims = java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return UUID.fromString(
                Gateway.JSON.readTree(claims).path("professional_id").asString());
    }

    private void refer(UUID customer, UUID professional) throws Exception {
        try (Connection superuser = gateway.superuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("""
                    insert into referral (tenant_id, id, customer_id, to_professional_id, created_at, operation_id)
                    values ('%s', '%s', '%s', '%s', now(), '%s')""".formatted(tenant.id(), UUID.randomUUID(), customer, professional, UUID.randomUUID()));
        }
    }

    private Answer patch(String path, String token, String tag, String body) {
        return gateway.send(
                "PATCH", path, token, BodyPublishers.ofString(body), "Content-Type", MERGE_PATCH, "If-Match", tag);
    }

    private Answer create(String email, String token) {
        Answer created = gateway.send("POST", "/api/customers", token, """
                {"email": "%s", "phone": "416-555-0134", "first_name": "Zoë", "last_name": "O'Brien",
                 "city": "Toronto", "province": "ON", "postal_code": "K1A 0B1", "tags": ["vip"],
                 "notes": "calls late"}""".formatted(email));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created;
    }
}
