package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Professionals, referrals and access over HTTP.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B002")
@Tag("REQ-CM-B016")
class PeopleApiIT {
    private final Gateway gateway;
    private final TestTenant tenant;

    PeopleApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
    }

    /// A professional: id and token.
    private record Person(String id, String token) {}

    @Test
    @Tag("REQ-CM-B011")
    void refersACustomerAndExplainsWhoSeesIt() {
        Person owner = person("Olga");
        Person colleague = person("Carl");
        String customer = customer(owner.token());
        String referrals = "/api/customers/" + customer + "/referrals";

        Answer referred = gateway.send(
                "POST",
                referrals,
                owner.token(),
                "{\"to_professional_id\":\"" + colleague.id() + "\",\"note\":\"speaks French\"}");
        Answer inbox = gateway.get("/api/referrals?status=pending", colleague.token());
        String decide = referrals + "/" + referred.json().path("id").asString();
        Answer blind = gateway.send("POST", decide + "/accept", colleague.token(), "");
        Answer accepted =
                gateway.send("POST", decide + "/accept", colleague.token(), "", "If-Match", referred.header("ETag"));
        Answer again =
                gateway.send("POST", decide + "/decline", colleague.token(), "", "If-Match", accepted.header("ETag"));
        JsonNode everyone = gateway.get("/api/customers/" + customer + "/access", tenant.admin())
                .json();
        JsonNode stranger = gateway.get(
                        "/api/customers/" + customer + "/access?professional="
                                + person("Nina").id(),
                        tenant.admin())
                .json();

        assertThat(referred.status()).as(referred.body()).isEqualTo(201);
        assertThat(inbox.json().at("/referrals/0/note").asString()).isEqualTo("speaks French");
        assertThat(inbox.json().at("/referrals/0/customer/first_name").asString())
                .isEqualTo("Zoë");
        assertThat(inbox.json().at("/referrals/0/customer").has("phone")).isFalse();
        assertThat(blind.code()).isEqualTo("VERSION_REQUIRED");
        assertThat(accepted.json().path("status").asString()).isEqualTo("accepted");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("REFERRAL_DECIDED");
        assertThat(gateway.get("/api/referrals?status=pending", colleague.token())
                        .json()
                        .path("referrals"))
                .isEmpty();
        assertThat(gateway.get("/api/referrals?status=open", colleague.token()).status())
                .isEqualTo(400);
        assertThat(everyone.path("professionals")).hasSize(2);
        assertThat(everyone.at("/professionals/0/access").asString()).isEqualTo("limited");
        assertThat(everyone.at("/professionals/0/reasons/0/because").asString()).isEqualTo("referral_accepted");
        assertThat(everyone.at("/professionals/0/reasons/0/by_professional_id").asString())
                .isEqualTo(owner.id());
        assertThat(everyone.at("/professionals/1/access").asString()).isEqualTo("full");
        assertThat(everyone.at("/professionals/1/reasons/0/because").asString()).isEqualTo("owner");
        assertThat(everyone.at("/professionals/1/reasons/0/since").asString()).isNotEmpty();
        assertThat(stranger.at("/professionals/0/access").asString()).isEqualTo("none");
        assertThat(stranger.at("/professionals/0/reasons")).isEmpty();
    }

    @Test
    void keepsAProfessionalsEmailForAdminsAndEncrypted() throws Exception {
        Person ann = person("Ann");
        Person bob = person("Bob");
        String path = "/api/professionals/" + ann.id();
        String email = "{\"email\":\"Ann.Secret@Example.com\"}";

        Answer before = gateway.get(path, tenant.admin());
        Answer changed = gateway.send("PATCH", path, tenant.admin(), email, "If-Match", before.header("ETag"));
        Answer stale = gateway.send("PATCH", path, tenant.admin(), email, "If-Match", before.header("ETag"));
        Answer taken = patch("/api/professionals/" + bob.id(), "{\"email\":\"ann.secret@example.com\"}");
        Answer name = patch("/api/professionals/" + bob.id(), "{\"name\":\"Ann\"}");
        Answer wrong =
                patch("/api/professionals/" + bob.id(), "{\"name\":\" \",\"email\":\"nobody\",\"status\":\"retired\"}");
        Answer unknown = patch("/api/professionals/" + bob.id(), "{\"salary\":1}");
        Answer missing = patch("/api/professionals/" + bob.id(), "{\"name\":null}");
        Answer seen = gateway.get(path, bob.token());

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("email").asString()).isEqualTo("Ann.Secret@example.com");
        assertThat(changed.header("ETag")).isEqualTo("\"v2\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(taken.code()).isEqualTo("DUPLICATE_PROFESSIONAL");
        assertThat(taken.json().at("/errors/0/pointer").asString()).isEqualTo("/email");
        assertThat(name.json().at("/errors/0/pointer").asString()).isEqualTo("/name");
        assertThat(wrong.json().path("errors")).hasSize(3);
        assertThat(unknown.code()).isEqualTo("UNKNOWN_FIELD");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(seen.json().path("name").asString()).isEqualTo("Ann");
        assertThat(seen.json().has("email")).isFalse();
        assertThat(stored(ann.id())).isNotNull().doesNotContain("Secret").doesNotContain("example");
        assertThat(patch(path, "{\"email\":null}", 2).json().path("email").isNull())
                .isTrue();
        assertThat(stored(ann.id())).isNull();
    }

    @Test
    void refusesTheTokenOfAnInactiveProfessional() {
        Person gone = person("Gone");
        String customer = customer(gone.token());

        patch("/api/professionals/" + gone.id(), "{\"status\":\"inactive\"}");
        Answer refused = gateway.get("/api/me", gone.token());
        JsonNode access = gateway.get("/api/customers/" + customer + "/access", tenant.admin())
                .json();
        patch("/api/professionals/" + gone.id(), "{\"status\":\"active\"}", 2);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(access.at("/professionals/0/access").asString()).isEqualTo("none");
        assertThat(access.at("/professionals/0/reasons/0/because").asString()).isEqualTo("inactive");
        assertThat(gateway.get("/api/me", gone.token()).status()).isEqualTo(200);
    }

    @Test
    void pagesProfessionalsByName() {
        List.of("Dora", "Anna", "Carl", "Bert", "Emil").forEach(this::person);

        List<String> names = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = gateway.get("/api/professionals?limit=2&status=active" + next, tenant.admin())
                    .json();
            page.path("professionals")
                    .forEach(each -> names.add(each.path("name").asString()));
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!next.isEmpty());

        assertThat(names).containsExactly("Anna", "Bert", "Carl", "Dora", "Emil");
        assertThat(gateway.get("/api/professionals?status=inactive", tenant.admin())
                        .json()
                        .path("professionals"))
                .isEmpty();
        assertThat(gateway.get("/api/professionals?status=gone", tenant.admin()).status())
                .isEqualTo(400);
    }

    private Person person(String name) {
        Answer created = gateway.send("POST", "/api/professionals", tenant.admin(), "{\"name\":\"" + name + "\"}");
        String id = created.json().path("professional_id").asString();
        return new Person(
                id,
                gateway.issuer()
                        .token(Map.of(
                                "tenant_id",
                                tenant.id().toString(),
                                "roles",
                                new String[] {"professional"},
                                "professional_id",
                                id)));
    }

    private String customer(String token) {
        Answer created = gateway.send("POST", "/api/customers", token, """
                {"email": "%s@example.com", "phone": "416-555-0134", "first_name": "Zoë", "last_name": "O'Brien"}""".formatted(UUID.randomUUID()));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("id").asString();
    }

    private Answer patch(String path, String body) {
        return patch(path, body, 1);
    }

    private Answer patch(String path, String body, int version) {
        return gateway.send("PATCH", path, tenant.admin(), body, "If-Match", "\"v" + version + "\"");
    }

    private String stored(String professional) throws Exception {
        try (Connection superuser = gateway.superuser();
                PreparedStatement select =
                        superuser.prepareStatement("select email from professional where tenant_id = ? and id = ?")) {
            select.setObject(1, tenant.id());
            select.setObject(2, UUID.fromString(professional));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                byte[] email = row.getBytes(1);
                return email == null ? null : new String(email, StandardCharsets.ISO_8859_1);
            }
        }
    }
}
