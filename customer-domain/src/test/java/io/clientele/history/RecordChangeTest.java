package io.clientele.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.schemas.Json;
import io.clientele.schemas.MalformedRecordException;
import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.Row;
import io.clientele.schemas.cdc.RowChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is kept of a change of the log.
@Tag("REQ-CM-B002")
@Tag("REQ-CM-B004")
class RecordChangeTest {
    private static final UUID TENANT = new UUID(1, 1);
    private static final UUID CUSTOMER = new UUID(2, 2);
    private static final UUID VEHICLE = new UUID(3, 3);
    private static final UUID OPERATION = new UUID(4, 4);
    private static final UUID ACTOR = new UUID(5, 5);
    private static final Instant TIME = Instant.parse("2026-11-22T08:00:00.123456Z");
    private static final Instant COMMIT = TIME.plusSeconds(60);

    @Test
    void keepsOfANewRecordWhereItCameFromAndNoValue() {
        RecordChange created = only(change(
                RowChange.CUSTOMER,
                ChangeKind.CREATE,
                null,
                customer(1, Map.of("operation_row", 4312, "email", "AQI="))));

        assertThat(created.kind()).isEqualTo(RecordChange.Kind.INSERT);
        assertThat(created.operationId()).isEqualTo(OPERATION);
        assertThat(created.operationRow()).isEqualTo(4312);
        assertThat(created.actorId()).isEqualTo(ACTOR);
        assertThat(created.changedAt()).isEqualTo(TIME.plusSeconds(1));
        assertThat(created.fields()).isEmpty();
        assertThat(created.before()).isNull();
        assertThat(created.after()).isNull();
    }

    @Test
    void keepsOfAnUpdateTheChangedColumnsAsTheyStandInTheLog() {
        RecordChange update = only(change(
                RowChange.CUSTOMER,
                ChangeKind.UPDATE,
                customer(1, Map.of("email", "AQI=", "email_index", "AQI=", "tags", List.of("vip"), "source", "web")),
                customer(2, Map.of("email", "AQM=", "email_index", "AQM=", "tags", List.of("vip", "fleet")))));

        assertThat(update.fields()).containsExactly("email", "source", "tags");
        assertThat(update.before()).isEqualTo("{\"email\":\"AQI=\",\"source\":\"web\",\"tags\":[\"vip\"]}");
        assertThat(update.after()).isEqualTo("{\"email\":\"AQM=\",\"source\":null,\"tags\":[\"vip\",\"fleet\"]}");
        assertThat(update.version()).isEqualTo(2);
        assertThat(update.beforeVersion()).isEqualTo(1);
        assertThat(update.beforeAt()).isEqualTo(TIME.plusSeconds(1));
    }

    @Test
    void keepsAChangeOfOwner() {
        RecordChange transfer = only(change(
                RowChange.CUSTOMER,
                ChangeKind.UPDATE,
                customer(1, Map.of()),
                customer(2, Map.of("owner_professional_id", VEHICLE.toString()))));

        assertThat(transfer.fields()).containsExactly("owner_professional_id");
        assertThat(transfer.before()).isEqualTo("{\"owner_professional_id\":null}");
    }

    @Test
    void keepsDeletionAndRestorationAsChangesOfTheirColumn() {
        Map<String, Object> deleted = customer(2, Map.of("deleted_at", COMMIT.toString()));

        RecordChange delete = only(change(RowChange.CUSTOMER, ChangeKind.UPDATE, customer(1, Map.of()), deleted));
        RecordChange restore = only(change(RowChange.CUSTOMER, ChangeKind.UPDATE, deleted, customer(3, Map.of())));

        assertThat(delete.after()).contains("\"deleted_at\":\"" + COMMIT);
        assertThat(restore.before()).contains("\"deleted_at\":\"" + COMMIT);
        assertThat(restore.after()).isEqualTo("{\"deleted_at\":null}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesOutALongValueThatTheUpdateDidNotTouch(boolean isBytes) {
        String placeholder = "__debezium_unavailable_value";
        String unchanged = isBytes
                ? Base64.getEncoder().encodeToString(placeholder.getBytes(StandardCharsets.UTF_8))
                : placeholder;

        RecordChange update = only(change(
                RowChange.CUSTOMER,
                ChangeKind.UPDATE,
                customer(1, Map.of("status", "active", "notes", "AQI=", "tags", List.of("vip"))),
                customer(2, Map.of("status", "blocked", "notes", unchanged, "tags", List.of(unchanged)))));

        assertThat(update.fields()).containsExactly("status");
    }

    @Test
    void keepsThatARecordWasTouchedAlsoWithoutItsOldImage() {
        RecordChange same =
                only(change(RowChange.CUSTOMER, ChangeKind.UPDATE, customer(1, Map.of()), customer(2, Map.of())));
        RecordChange unknown = only(change(RowChange.CUSTOMER, ChangeKind.UPDATE, null, customer(2, Map.of())));

        assertThat(same.fields()).isEmpty();
        assertThat(same.beforeVersion()).isEqualTo(1);
        assertThat(unknown.fields()).isEmpty();
        assertThat(unknown.beforeVersion()).isNull();
    }

    @Test
    void keepsOfARemovalOnlyThatItWas() {
        RecordChange removal =
                only(change(RowChange.CUSTOMER, ChangeKind.DELETE, customer(7, Map.of("email", "AQI=")), null));

        assertThat(removal.kind()).isEqualTo(RecordChange.Kind.DELETE);
        assertThat(removal.version()).isEqualTo(8);
        assertThat(removal.changedAt()).isEqualTo(COMMIT);
        assertThat(removal.before()).isNull();
        assertThat(removal.operationId())
                .as("the row does not say what removed it")
                .isNull();
        assertThat(removal.actorId()).isNull();
    }

    @Test
    void keepsAVehicleWithItsCustomerAndAMoveWithBoth() {
        UUID other = new UUID(9, 9);
        List<RecordChange> moved = RecordChange.of(change(
                RowChange.VEHICLE,
                ChangeKind.UPDATE,
                vehicle(1, Map.of("vin", "AQI=")),
                vehicle(2, Map.of("vin", "AQM=", "customer_id", other.toString()))));

        assertThat(moved).extracting(RecordChange::customerId).containsExactly(other, CUSTOMER);
        assertThat(moved).extracting(RecordChange::entityId).containsOnly(VEHICLE);
        assertThat(moved).extracting(RecordChange::id).doesNotHaveDuplicates();
        assertThat(moved.getLast().fields()).containsExactly("customer_id");
    }

    @Test
    void givesTheSameChangeTheSameIdAndAnotherAnother() {
        RowChange first = change(RowChange.CUSTOMER, ChangeKind.UPDATE, customer(1, Map.of()), customer(2, Map.of()));
        RowChange unversioned = new RowChange(
                first.table(),
                first.kind(),
                first.before(),
                first.after(),
                first.lsn() + 8,
                7,
                COMMIT,
                "api",
                ACTOR,
                null);
        RowChange snapshot = new RowChange(
                first.table(), ChangeKind.READ, null, first.before(), 99_999, 8, COMMIT, "api", ACTOR, null);
        RowChange creation = change(RowChange.CUSTOMER, ChangeKind.CREATE, null, customer(1, Map.of()));

        assertThat(only(first)).isEqualTo(only(first));
        assertThat(only(unversioned).id()).isNotEqualTo(only(first).id());
        assertThat(only(snapshot).id())
                .as("a record begins once")
                .isEqualTo(only(creation).id());
        assertThat(only(creation).id().version()).isEqualTo(8);
        assertThat(only(creation).id().variant()).isEqualTo(2);
        assertThat(only(creation).id())
                .as("grows with time")
                .isLessThan(only(first).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operation",
                "cdc_heartbeat",
                "customer_activity",
                "customer_ownership_history",
                "consent",
                "referral"
            })
    void keepsNothingOfOtherTables(String table) {
        assertThat(RecordChange.of(change(table, ChangeKind.CREATE, null, vehicle(1, Map.of()))))
                .isEmpty();
    }

    @Test
    void keepsNothingOfARecordThatASnapshotMetLater() {
        assertThat(RecordChange.of(change(RowChange.CUSTOMER, ChangeKind.READ, null, customer(3, Map.of()))))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNotComplete() {
        Map<String, Object> row = customer(1, Map.of());
        row.remove("version");

        assertThatThrownBy(() -> RecordChange.of(change(RowChange.CUSTOMER, ChangeKind.CREATE, null, row)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("version");
    }

    @Test
    void printsNoValue() {
        RecordChange update = only(change(
                RowChange.CUSTOMER,
                ChangeKind.UPDATE,
                customer(1, Map.of("source", "canary")),
                customer(2, Map.of("source", "bird"))));

        assertThat(update.toString()).contains("source").doesNotContain("canary", "bird");
    }

    private static RecordChange only(RowChange change) {
        List<RecordChange> changes = RecordChange.of(change);
        assertThat(changes).hasSize(1);
        return changes.getFirst();
    }

    private static RowChange change(
            String table, ChangeKind kind, @Nullable Map<String, Object> before, @Nullable Map<String, Object> after) {
        return new RowChange(
                table,
                kind,
                before == null ? null : new Row(Json.tree(before)),
                after == null ? null : new Row(Json.tree(after)),
                4096,
                7,
                COMMIT,
                "import",
                ACTOR,
                null);
    }

    private static Map<String, Object> customer(long version, Map<String, Object> columns) {
        Map<String, Object> row = new HashMap<>(Map.of(
                "tenant_id", TENANT.toString(),
                "id", CUSTOMER.toString(),
                "created_at", TIME.toString(),
                "updated_at", TIME.plusSeconds(version).toString(),
                "version", version,
                "operation_id", OPERATION.toString()));
        row.putAll(columns);
        return row;
    }

    private static Map<String, Object> vehicle(long version, Map<String, Object> columns) {
        Map<String, Object> row = customer(version, Map.of("customer_id", CUSTOMER.toString()));
        row.put("id", VEHICLE.toString());
        row.putAll(columns);
        return row;
    }
}
