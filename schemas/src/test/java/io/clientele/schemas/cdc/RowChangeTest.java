package io.clientele.schemas.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B015")
class RowChangeTest {
    private static final String TENANT = "00000000-0000-0000-0000-000000000001";
    private static final String CUSTOMER = "00000000-0000-0000-0000-000000000002";
    private static final String OPERATION = "00000000-0000-0000-0000-000000000003";
    private static final String ENVELOPE = """
            {"before":{"tenant_id":"%1$s","id":"%2$s","email":"AQI=","version":1,"operation_id":"%3$s"},
             "after":{"tenant_id":"%1$s","id":"%2$s","email":"AQM=","version":2,"operation_id":"%3$s","notes":null,
                      "marketing_consent":true,"tags":["vip","fleet"],"updated_at":"2026-11-22T08:00:00.123456Z"},
             "source":{"lsn":64149464,"txId":6208,"table":"customer","ts_ms":1795334400000},"op":"u","ts_ms":1}
            """.formatted(TENANT, CUSTOMER, OPERATION);

    private final RowChangeSerde serde = new RowChangeSerde();

    @Test
    void readsTheEnvelopeByColumnAndType() {
        RowChange change = read(ENVELOPE);

        assertThat(change.kind()).isEqualTo(ChangeKind.UPDATE);
        assertThat(change.lsn()).isEqualTo(64149464L);
        assertThat(change.transactionId()).isEqualTo(6208);
        assertThat(change.committedAt()).isEqualTo(Instant.ofEpochMilli(1795334400000L));
        assertThat(change.key()).isEqualTo(CUSTOMER);
        assertThat(change.tenantId()).hasToString(TENANT);
        assertThat(change.operationId()).hasToString(OPERATION);
        Row after = change.row();
        assertThat(after.bytes("email")).containsExactly(1, 3);
        assertThat(after.instant("updated_at")).isEqualTo(Instant.parse("2026-11-22T08:00:00.123456Z"));
        assertThat(after.requireNumber("version")).isEqualTo(2);
        assertThat(after.flag("marketing_consent")).isTrue();
        assertThat(after.list("tags")).containsExactly("vip", "fleet");
        assertThat(after.text("notes")).isNull();
        assertThat(after.text("no_such_column")).isNull();
    }

    @Test
    void namesTheChangedColumnsByComparingCiphertext() {
        RowChange change = read(ENVELOPE);

        assertThat(change.after().changedColumns(change.before()))
                .containsExactly("email", "marketing_consent", "tags", "updated_at", "version");
    }

    @Test
    void readsWhatItWrote() {
        RowChange change = read(ENVELOPE);
        RowChange enriched = new RowChange(
                change.table(),
                change.kind(),
                change.before(),
                change.after(),
                change.lsn(),
                change.transactionId(),
                change.committedAt(),
                "import",
                new UUID(9, 9),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        Headers headers = new RecordHeaders();

        byte[] value = serde.serialize("t", headers, enriched);

        assertThat(serde.deserialize("t", headers, value)).isEqualTo(enriched);
        assertThat(headers.lastHeader("tenant_id").value()).asString().isEqualTo(TENANT);
        assertThat(headers.lastHeader("table").value()).asString().isEqualTo("customer");
    }

    @Test
    void keysRowsOfACustomerByCustomerAndOperationsByThemselves() {
        String vehicle = ENVELOPE.replace("\"table\":\"customer\"", "\"table\":\"customer_vehicle\"")
                .replace("\"version\":2", "\"version\":2,\"customer_id\":\"%s\"".formatted(OPERATION));
        String operation = ENVELOPE.replace("\"table\":\"customer\"", "\"table\":\"operation\"");

        assertThat(read(vehicle).key()).isEqualTo(OPERATION);
        assertThat(read(operation).key()).isEqualTo(CUSTOMER);
        assertThat(read(operation).operationId()).hasToString(CUSTOMER);
        assertThat(read(operation).customerId()).isNull();
    }

    @Test
    void passesTombstones() {
        assertThat(serde.deserialize("t", new RecordHeaders(), (byte[]) null)).isNull();
        assertThat(serde.serialize("t", new RecordHeaders(), null)).isNull();
    }

    @Test
    void refusesWhatIsNoChange() {
        for (String poison : new String[] {
            "garbage",
            "[]",
            "{}",
            ENVELOPE.replace("\"op\":\"u\"", "\"op\":\"x\""),
            "{\"source\":{\"table\":\"customer\",\"lsn\":1},\"op\":\"c\"}"
        }) {
            assertThatThrownBy(() -> read(poison)).isInstanceOf(MalformedRecordException.class);
        }
        assertThatThrownBy(
                        () -> read(ENVELOPE.replace(TENANT, "jane@example.com")).tenantId())
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("tenant_id")
                .hasMessageNotContaining("jane");
    }

    @Test
    void printsNoValues() {
        assertThat(read(ENVELOPE).row().toString()).contains("email").doesNotContain("AQM=");
        assertThat(Json.read("{}".getBytes(StandardCharsets.UTF_8)).isObject()).isTrue();
    }

    private RowChange read(String envelope) {
        return serde.deserialize("t", new RecordHeaders(), envelope.getBytes(StandardCharsets.UTF_8));
    }
}
