package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import io.clientele.domain.TestDomain;
import io.clientele.history.CapturedRows;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// History and past states over HTTP.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B002")
@Tag("REQ-CM-B004")
class HistoryApiIT {
    @TempDir
    Path directory;

    private final Gateway gateway;
    private final TestTenant tenant;

    HistoryApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
    }

    @Test
    void tellsEachChangeAndTheRecordAsItWas() {
        try (TestDomain stream = new TestDomain(gateway.database(), DatabaseRole.STREAM, directory, 1)) {
            CapturedRows captured = new CapturedRows(stream);
            TenantId tenantId = new TenantId(tenant.id());
            Answer created = gateway.send("POST", "/api/customers", tenant.admin(), body("was@example.com"));
            UUID id = UUID.fromString(created.json().path("id").asString());
            captured.customer(tenantId, id);
            String path = created.header("Location");
            Answer changed = gateway.send(
                    "PUT", path, tenant.admin(), body("is@example.com"), "If-Match", created.header("ETag"));
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            captured.customer(tenantId, id);

            Answer history = gateway.get(path + "/history?field=email", tenant.admin());
            Answer first = gateway.get(path + "/history?limit=1", tenant.admin());
            Answer second = gateway.get(nextOf(first), tenant.admin());
            Answer past = gateway.get(
                    path + "?as_of=" + created.json().path("updated_at").asString(), tenant.admin());
            Answer ago = gateway.get(path + "?as_of=" + Instant.parse("2001-01-01T00:00:00Z"), tenant.admin());

            assertThat(history.status()).as(history.body()).isEqualTo(200);
            JsonNode change = history.json().path("changes").path(0);
            assertThat(history.json().path("changes")).hasSize(1);
            assertThat(change.path("change").asString()).isEqualTo("updated");
            assertThat(change.path("actor_role").asString()).isEqualTo("admin");
            assertThat(change.path("operation_kind").asString()).isEqualTo("api");
            assertThat(change.at("/fields/0/from").asString()).isEqualTo("was@example.com");
            assertThat(change.at("/fields/0/to").asString()).isEqualTo("is@example.com");
            assertThat(second.json().at("/changes/0/change").asString()).isEqualTo("created");
            assertThat(past.json()).isEqualTo(created.json());
            assertThat(ago.status()).isEqualTo(404);
        }
    }

    @Test
    @Tag("REQ-CM-B016")
    void isClosedToOthersAndRefusesWhatItCannotRead() {
        Answer created = gateway.send("POST", "/api/customers", tenant.admin(), body("closed@example.com"));
        String path = created.header("Location");
        String stranger = gateway.professional(tenant);
        String foreigner = gateway.tenant().admin();

        for (String wanted : new String[] {path + "/history", path + "?as_of=" + Instant.now()}) {
            assertThat(gateway.get(wanted, stranger).status()).isEqualTo(404);
            assertThat(gateway.get(wanted, foreigner).status()).isEqualTo(404);
        }
        for (String wrong : new String[] {
            "?as_of=yesterday", "/history?limit=0", "/history?limit=201", "/history?cursor=bm9wZQ", "/history?from=x"
        }) {
            Answer refused = gateway.get(path + wrong, tenant.admin());
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.code()).as(wrong).isEqualTo("MALFORMED_REQUEST");
        }
    }

    private static String nextOf(Answer page) {
        String link = page.header("Link");
        return link.substring(1, link.indexOf('>'));
    }

    private static String body(String email) {
        return """
                {"email": "%s", "phone": "416-555-0134", "first_name": "Zoë", "last_name": "O'Brien"}""".formatted(email);
    }
}
