package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
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

/// Tenants and their settings over HTTP.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B016")
class TenantApiIT {
    private final Gateway gateway;
    private final TestTenant tenant;
    private final String operator;

    TenantApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
        this.operator = gateway.issuer().token(Map.of("roles", new String[] {"operator"}));
    }

    @Test
    void letsTheOperatorConfigureSuspendAndActivateATenant() throws Exception {
        String path = "/api/tenants/" + tenant.id();
        Answer before = gateway.get(path, operator);
        String name = before.json().path("name").asString();

        Answer changed = gateway.send(
                "PATCH",
                path,
                operator,
                "{\"activity_retention_days\":400,\"duplicate_policy\":\"warn\"}",
                "If-Match",
                before.header("ETag"));
        Answer wrong = gateway.send(
                "PATCH",
                path,
                operator,
                "{\"activity_retention_days\":1,\"duplicate_policy\":\"maybe\",\"default_country\":\"Atlantis\"}",
                "If-Match",
                changed.header("ETag"));
        Answer text = gateway.send(
                "PATCH", path, operator, "{\"undo_window_days\":\"7\"}", "If-Match", changed.header("ETag"));
        Answer found = gateway.get("/api/tenants?name=" + name, operator);
        Answer suspended = gateway.send("POST", path + "/suspend", operator, "");
        Answer refused = gateway.get("/api/me", tenant.admin());
        Answer twice = gateway.send("POST", path + "/suspend", operator, "");
        gateway.send("POST", path + "/activate", operator, "");

        assertThat(before.json().path("duplicate_policy").asString()).isEqualTo("refuse");
        assertThat(before.json().path("inquiry_window_minutes").asInt()).isEqualTo(30);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("activity_retention_days").asInt()).isEqualTo(400);
        assertThat(wrong.json().path("errors")).hasSize(3);
        assertThat(text.status()).isEqualTo(400);
        assertThat(found.json().at("/tenants/0")).isEqualTo(changed.json());
        assertThat(suspended.json().path("status").asString()).isEqualTo("suspended");
        assertThat(refused.code()).isEqualTo("TENANT_SUSPENDED");
        assertThat(twice.json()).isEqualTo(suspended.json());
        assertThat(gateway.get("/api/me", tenant.admin()).status()).isEqualTo(200);
        assertThat(operationsOf("operator")).isEqualTo(3);
    }

    @Test
    void letsTheAdminConfigureWhatIsNotTheOperators() throws Exception {
        Answer before = gateway.get("/api/tenant", tenant.admin());

        Answer operators = gateway.send(
                "PATCH",
                "/api/tenant",
                tenant.admin(),
                "{\"deleted_retention_days\":5}",
                "If-Match",
                before.header("ETag"));
        Answer changed = gateway.send(
                "PATCH",
                "/api/tenant",
                tenant.admin(),
                "{\"default_country\":\"us\",\"inquiry_window_minutes\":15}",
                "If-Match",
                before.header("ETag"));

        assertThat(operators.code()).isEqualTo("FORBIDDEN");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("default_country").asString()).isEqualTo("US");
        assertThat(changed.json().path("inquiry_window_minutes").asInt()).isEqualTo(15);
        assertThat(gateway.get("/api/customers/" + customer(tenant.admin()), tenant.admin())
                        .json()
                        .path("country")
                        .asString())
                .isEqualTo("US");
        assertThat(operationsOf("admin")).isEqualTo(2);
    }

    @Test
    void pagesTenantsByName() {
        gateway.tenant();
        List<String> names = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = gateway.get("/api/tenants?limit=3" + next, operator).json();
            page.path("tenants").forEach(each -> names.add(each.path("name").asString()));
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!next.isEmpty());

        assertThat(names)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(2)
                .contains(gateway.get("/api/tenants/" + tenant.id(), operator)
                        .json()
                        .path("name")
                        .asString());
    }

    private String customer(String token) {
        Answer created = gateway.send("POST", "/api/customers", token, """
                {"email": "%s@example.com", "phone": "416-555-0134", "first_name": "Zoë", "last_name": "O'Brien"}""".formatted(UUID.randomUUID()));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().path("id").asString();
    }

    private int operationsOf(String role) throws Exception {
        try (Connection superuser = gateway.superuser();
                PreparedStatement select = superuser.prepareStatement(
                        "select count(*) from operation where tenant_id = ? and actor_role = ?")) {
            select.setObject(1, tenant.id());
            select.setString(2, role);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
