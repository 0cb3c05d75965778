package io.clientele.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantCipher;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The table below the log: its partitions, and how it is read when it is long.
@Tag("REQ-CM-B004")
class ActivityPartitionsIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);
    private static final YearMonth FAR = YearMonth.now(ZoneOffset.UTC).plusMonths(8);
    private final Tenant tenant = DOMAIN.tenant();
    private final Actor admin = DOMAIN.admin(tenant);
    private final UUID customer = DOMAIN.customers
            .create(admin, TestDomain.draft("c@example.com", "+14169671111", "A", "B"), null)
            .id();

    @AfterAll
    static void drop() {
        DOMAIN.close();
        DATABASE.close();
    }

    @Test
    @Tag("REQ-CM-B015")
    void movesWhatCameBeforeItsPartitionAndCaptureSeesNoChange() throws SQLException {
        String slot = DATABASE.slot();
        Instant first = FAR.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        append(first, first.plusSeconds(3600), first.minus(1, ChronoUnit.MICROS));
        String partition = "customer_activity_" + FAR.format(DateTimeFormatter.ofPattern("yyyy_MM"));
        int captured = captured(slot);

        int made;
        int again;
        try (Connection stream = DATABASE.connect(DatabaseRole.STREAM);
                Statement statement = stream.createStatement()) {
            // As a server that is not in UTC.
            statement.execute("set timezone = 'America/Toronto'");
            made = number(statement, "select ensure_activity_partitions((now() at time zone 'utc')::date, 9)");
            again = number(statement, "select ensure_activity_partitions((now() at time zone 'utc')::date, 9)");
        }

        assertThat(made).isPositive();
        assertThat(again).isZero();
        assertThat(captured).isEqualTo(3);
        assertThat(captured(slot)).isEqualTo(captured);
        try (Connection superuser = DATABASE.connectAsSuperuser();
                Statement statement = superuser.createStatement()) {
            String of = " where customer_id = '" + customer + "'";
            assertThat(number(statement, "select count(*) from " + partition + of))
                    .isEqualTo(2);
            assertThat(number(statement, "select count(*) from customer_activity_default" + of))
                    .isZero();
            assertThat(number(statement, "select count(*) from customer_activity" + of))
                    .isEqualTo(3);
        }
    }

    @Test
    @Tag("REQ-CM-B016")
    void protectsEveryPartitionLikeTheWholeTable() throws SQLException {
        append(Instant.now());
        UUID other = DOMAIN.tenant().id().value();
        String partition =
                "customer_activity_" + YearMonth.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy_MM"));
        try (Connection superuser = DATABASE.connectAsSuperuser();
                Statement statement = superuser.createStatement();
                Connection gateway = DATABASE.connect(DatabaseRole.GATEWAY);
                Statement asGateway = gateway.createStatement()) {
            assertThat(number(statement, """
                            select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid
                            where i.inhparent = 'customer_activity'::regclass
                              and not (c.relrowsecurity and c.relforcerowsecurity and c.relreplident = 'f')""")).isZero();
            assertThatThrownBy(() -> asGateway.execute("select * from " + partition))
                    .hasMessageContaining("permission denied");

            statement.execute("grant select on " + partition + " to " + DatabaseRole.GATEWAY.roleName());
            assertThat(number(asGateway, "select count(*) from " + partition)).isZero();
            asGateway.execute("select set_config('app.tenant', '" + other + "', false)");
            assertThat(number(asGateway, "select count(*) from " + partition)).isZero();
            asGateway.execute("select set_config('app.tenant', '" + tenant.id() + "', false)");
            assertThat(number(asGateway, "select count(*) from " + partition)).isEqualTo(1);
        }
    }

    /// The time is PostgreSQL's own, and the median of several, because other tests share the machine; that no more
    /// is read than is shown holds whatever the machine does.
    @Test
    @Tag("REQ-CM-B009")
    void readsTheFirstPageOfTenThousandActivitiesFromTheIndexInUnderTenMilliseconds() throws SQLException {
        fill(customer, 10_000);
        fill(
                DOMAIN.customers
                        .create(admin, TestDomain.draft("d@example.com", "+14169672222", "C", "D"), null)
                        .id(),
                10_000);
        try (Connection superuser = DATABASE.connectAsSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("analyze customer_activity");
        }

        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            JsonNode plan = explain(ActivityQuery.of(tenant.id(), customer, ActivityFilter.all(), null, 51));
            milliseconds.add(plan.path("Execution Time").asDouble());
            List<JsonNode> nodes = nodes(plan.path("Plan"));
            List<JsonNode> scans = nodes.stream()
                    .filter(node -> node.path("Node Type").asString().endsWith("Scan"))
                    .toList();
            // A partition of a page or two may be read and sorted as a whole, as on the first day of a month.
            assertThat(scans).anyMatch(scan -> scan.path("Node Type").asString().equals("Index Scan"));
            assertThat(scans.stream()
                            .mapToDouble(scan -> scan.path("Actual Rows").asDouble()
                                    + scan.path("Rows Removed by Filter").asDouble(0))
                            .sum())
                    .as("rows read, of 20,000")
                    .isLessThan(500);
        }

        assertThat(milliseconds.stream().sorted().toList().get(milliseconds.size() / 2))
                .as("median of %s", milliseconds)
                .isLessThan(10);
        ActivityList.Page page = DOMAIN.activityList.page(admin, customer, ActivityFilter.all(), false, null, 50);
        assertThat(page.activities()).hasSize(50);
        assertThat(page.next()).isNotNull();
    }

    private void append(Instant... times) {
        List<NewActivity> activities = new ArrayList<>();
        for (Instant at : times) {
            activities.add(new NewActivity(
                    Ids.next(), customer, null, "service", "x", null, null, null, at, null, Ids.next()));
        }
        assertThat(DOMAIN.activities.append(tenant.id(), activities)).isEqualTo(times.length);
    }

    private void fill(UUID of, int rows) {
        TenantCipher cipher = DOMAIN.keys.cipher(tenant.id());
        DOMAIN.transactions.write(tenant.id(), () -> {
            byte[] key = DOMAIN.jdbc.queryForObject(
                    "select wrapped_key from subject_key where tenant_id = ? and customer_id = ?",
                    byte[].class,
                    tenant.id().value(),
                    of);
            SubjectCipher subject = cipher.subject(of, key);
            return DOMAIN.jdbc.update(
                    """
                    insert into customer_activity (tenant_id, id, customer_id, activity_type, description, metadata,
                        created_at, operation_id)
                    select ?, uuidv7(), ?, 'communication', ?, ?, now() - i * interval '4 minutes', uuidv7()
                    from generate_series(1, ?) i""",
                    tenant.id().value(),
                    of,
                    subject.encrypt(PiiField.ACTIVITY_DESCRIPTION, "called about the brakes and the winter tyres"),
                    subject.encrypt(PiiField.ACTIVITY_METADATA, "{\"minutes\":4,\"direction\":\"outbound\"}"),
                    rows);
        });
    }

    private JsonNode explain(ActivityQuery query) {
        return DOMAIN.transactions.read(
                tenant.id(),
                () -> JsonMapper.shared()
                        .readTree(DOMAIN.jdbc.queryForObject(
                                "explain (analyze, format json) " + query.sql(),
                                String.class,
                                query.values().toArray()))
                        .get(0));
    }

    private static List<JsonNode> nodes(JsonNode plan) {
        List<JsonNode> nodes = new ArrayList<>(List.of(plan));
        plan.path("Plans").forEach(child -> nodes.addAll(nodes(child)));
        return nodes;
    }

    /// How many rows capture would be told were inserted or deleted since the slot was made.
    private static int captured(String slot) throws SQLException {
        try (Connection superuser = DATABASE.connectAsSuperuser();
                Statement statement = superuser.createStatement()) {
            // 68 is D for delete, 73 is I for insert, of the protocol of pgoutput.
            return number(statement, """
                    select count(*) from pg_logical_slot_peek_binary_changes('%s', null, null, 'proto_version', '1',
                        'publication_names', 'clientele_cdc') where get_byte(data, 0) in (68, 73)""".formatted(slot));
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
