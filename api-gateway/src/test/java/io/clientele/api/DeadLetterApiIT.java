package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import io.clientele.domain.TestDomain;
import io.clientele.letter.DeadLetterLog;
import io.clientele.letter.DeadLetters;
import io.clientele.letter.TestLetters;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.TenantId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Dead letters over HTTP.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B015")
class DeadLetterApiIT {
    private static final String LETTERS = "/api/dead-letters";

    private final Gateway gateway;
    private final TestTenant tenant;
    private final TestDomain stream;
    private final DeadLetterLog log;
    private final String operator;

    DeadLetterApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
        this.stream = new TestDomain(
                gateway.database(), DatabaseRole.STREAM, gateway.storage().getParent(), 1);
        this.log = new DeadLetterLog(stream.jdbc, stream.keys, stream.transactions);
        this.operator = gateway.issuer().token(Map.of("roles", new String[] {"operator"}));
    }

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void showsAnAdminTheLettersOfTheTenantWithTheirRecords() {
        put(tenant.id(), "cdc.changes", 1, "{\"after\":{\"email\":\"AbCd\"}}");
        put(tenant.id(), "cdc.changes", 2, "no json");

        JsonNode first =
                gateway.get(LETTERS + "?limit=1&status=waiting", tenant.admin()).json();
        String id = first.at("/dead_letters/0/dead_letter_id").asString();
        JsonNode second = gateway.get(
                        LETTERS + "?limit=1&cursor=" + first.path("next").asString(), tenant.admin())
                .json();
        String otherId = second.at("/dead_letters/0/dead_letter_id").asString();

        assertThat(second.path("next").isNull()).isTrue();
        assertThat(otherId).isNotEqualTo(id);
        for (String each : new String[] {id, otherId}) {
            JsonNode letter = gateway.get(LETTERS + "/" + each, tenant.admin()).json();
            assertThat(letter.path("topic").asString()).isEqualTo("cdc.changes");
            assertThat(letter.path("cause").asString()).isEqualTo("malformed");
            assertThat(letter.at("/record/headers/table").asString()).isEqualTo("customer");
            if (letter.path("offset").asLong() == 1) {
                assertThat(letter.at("/record/value/after/email").asString()).isEqualTo("AbCd");
            } else {
                assertThat(letter.at("/record/value").isNull()).isTrue();
            }
        }
        assertThat(gateway.get(LETTERS + "/" + id, gateway.tenant().admin()).status())
                .isEqualTo(404);
        assertThat(gateway.get(LETTERS + "/" + id, operator).status()).isEqualTo(404);
    }

    @Test
    void redrivesByIdAndByFilterAndDiscardsWithAReason() {
        for (int offset = 1; offset <= 3; offset++) {
            put(tenant.id(), "t" + offset, offset, "{}");
        }
        String one = id("t1");
        String two = id("t2");

        Answer discarded = post("/" + one + "/discard", "{\"reason\":\"obsolete\"}");
        Answer redriven = post("/" + two + "/redrive", "{}");
        Answer again = post("/" + two + "/redrive", "{}");
        Answer all = post("/redrive", "{\"topic\":\"t3\",\"consumer\":\"group\",\"cause\":\"malformed\"}");

        assertThat(discarded.json().path("status").asString()).isEqualTo("discarded");
        assertThat(discarded.json().path("discard_reason").asString()).isEqualTo("obsolete");
        assertThat(redriven.json().path("status").asString()).isEqualTo("redrive_requested");
        assertThat(again.body()).isEqualTo(redriven.body());
        assertThat(all.json().path("requested").asInt()).isEqualTo(1);
        assertThat(post("/redrive", "{}").json().path("requested").asInt()).isZero();
        assertThat(post("/" + one + "/redrive", "{}").code()).isEqualTo("DEAD_LETTER_CLOSED");
        assertThat(post("/" + two + "/discard", "{\"reason\":\"invalid\"}").code())
                .isEqualTo("DEAD_LETTER_CLOSED");
    }

    @Test
    void showsTheOperatorWhatNamesNoTenantAndNobodyElse() {
        put(new UUID(0, 0), "lost", 1, "{}");
        put(UUID.randomUUID(), "lost", 2, "{}");

        JsonNode found = gateway.get(LETTERS + "?topic=lost", operator).json().path("dead_letters");
        String id = found.path(0).path("dead_letter_id").asString();

        assertThat(found).hasSize(2);
        assertThat(gateway.get(LETTERS + "/" + id, operator)
                        .json()
                        .path("record")
                        .isNull())
                .isTrue();
        assertThat(gateway.send("POST", LETTERS + "/" + id + "/redrive", operator, "{}")
                        .json()
                        .path("decided_by")
                        .isNull())
                .isFalse();
        assertThat(gateway.get(LETTERS + "?topic=lost", tenant.admin()).json().path("dead_letters"))
                .isEmpty();
        assertThat(DeadLetters.PLATFORM.value()).isEqualTo(new UUID(0, 0));
    }

    @Test
    void saysWhatItExpectedWhereAParameterIsWrong() {
        assertThat(gateway.get(LETTERS + "?cause=fun", tenant.admin()).body())
                .contains("one of malformed, unknown_schema");
        assertThat(gateway.get(LETTERS + "?status=fun", tenant.admin()).status())
                .isEqualTo(400);
        assertThat(gateway.get(LETTERS + "?limit=0", tenant.admin()).status()).isEqualTo(400);
        assertThat(gateway.get(LETTERS + "?cursor=" + UUID.randomUUID(), tenant.admin())
                        .status())
                .isEqualTo(400);
        assertThat(post("/" + UUID.randomUUID() + "/discard", "{\"reason\":\"because\"}")
                        .body())
                .contains("one of corrected, obsolete, invalid");
        assertThat(post("/" + UUID.randomUUID() + "/discard", "{}").status()).isEqualTo(400);
    }

    private void put(UUID tenantId, String topic, long offset, String value) {
        log.put(new TenantId(tenantId), java.util.List.of(TestLetters.letter(topic, offset, 0, value)));
    }

    private String id(String topic) {
        return gateway.get(LETTERS + "?topic=" + topic, tenant.admin())
                .json()
                .at("/dead_letters/0/dead_letter_id")
                .asString();
    }

    private Answer post(String path, String body) {
        return gateway.send("POST", LETTERS + path, tenant.admin(), body);
    }
}
