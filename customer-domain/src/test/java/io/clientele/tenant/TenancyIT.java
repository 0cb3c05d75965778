package io.clientele.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.schemas.database.DatabaseRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.SqlParameterValue;

/// Row-level security as the second lock: what an application sees when its own filter is missing.
@Tag("REQ-CM-B016")
class TenancyIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);
    private static final List<Tenant> TENANTS = new ArrayList<>();

    @BeforeAll
    static void fill() {
        for (int i = 0; i < 3; i++) {
            Tenant tenant = DOMAIN.tenant();
            TENANTS.add(tenant);
            DOMAIN.customers.create(
                    DOMAIN.admin(tenant), TestDomain.draft("a@example.com", "+14169671111", "A", "B"), null);
        }
    }

    @AfterAll
    static void drop() {
        DOMAIN.close();
        DATABASE.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = DatabaseRole.class,
            names = {"GATEWAY", "BATCH", "STREAM", "INDEX"})
    void showsNothingWithoutATenantAndOnlyTheTenantsRowsWithOne(DatabaseRole role) throws SQLException {
        try (Connection connection = DATABASE.connect(role);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(count(statement)).isZero();
            statement.execute("select set_config('app.tenant', '%s', true)"
                    .formatted(TENANTS.getFirst().id()));
            assertThat(count(statement)).isEqualTo(1);
            connection.commit();
            assertThat(count(statement)).isZero();
        }
    }

    @Test
    void refusesToWriteARowOfAnotherTenant() {
        assertThatThrownBy(() -> DOMAIN.transactions.write(
                        TENANTS.get(0).id(),
                        () -> DOMAIN.jdbc.update(
                                "insert into professional (tenant_id, id, name) values (?, gen_random_uuid(), 'x')",
                                TENANTS.get(1).id().value())))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void capturesSeeEveryTenant() throws SQLException {
        try (Connection connection = DATABASE.connect(DatabaseRole.CDC);
                Statement statement = connection.createStatement()) {
            assertThat(count(statement)).isEqualTo(3);
        }
    }

    @Test
    void leaksNothingThroughTheConnectionPool() throws Exception {
        Callable<Integer> foreign = () -> {
            int seen = 0;
            for (int i = 0; i < 625; i++) {
                Tenant tenant = TENANTS.get((i + (int) Thread.currentThread().threadId()) % TENANTS.size());
                seen += DOMAIN.transactions.read(
                        tenant.id(),
                        () -> DOMAIN.jdbc.queryForObject(
                                "select count(*) from customer where tenant_id <> ?",
                                Integer.class,
                                tenant.id().value()));
                // More often than the driver waits until it keeps a statement prepared.
                seen += DOMAIN.transactions
                                .select(
                                        tenant.id(),
                                        "select tenant_id from customer",
                                        (row, n) -> row.getObject(1, UUID.class))
                                .equals(List.of(tenant.id().value()))
                        ? 0
                        : 1;
            }
            return seen;
        };

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> seen : threads.invokeAll(java.util.Collections.nCopies(8, foreign))) {
                assertThat(seen.get()).isZero();
            }
        }
    }

    @Test
    void selectsWithTheSettingOfTheTransactionItJoinsAndFailsAsAnyStatementDoes() {
        Tenant tenant = TENANTS.getFirst();
        List<Integer> before = DOMAIN.transactions.write(tenant.id(), () -> {
            DOMAIN.jdbc.update(
                    "insert into professional (tenant_id, id, name) values (?, gen_random_uuid(), 'x')",
                    tenant.id().value());
            return DOMAIN.transactions.select(
                    tenant.id(),
                    "select count(*) from professional where name = ? and ?::uuid is null",
                    (row, n) -> row.getInt(1),
                    "x",
                    new SqlParameterValue(Types.VARCHAR, null));
        });

        assertThat(before).containsExactly(1);
        assertThatThrownBy(() -> DOMAIN.transactions.select(tenant.id(), "select 1 / 0", (row, n) -> row.getInt(1)))
                .rootCause()
                .hasMessageContaining("division by zero");
        assertThatThrownBy(() -> DOMAIN.transactions.select(
                        tenant.id(),
                        "update professional set name = 'y' where tenant_id = ?",
                        (row, n) -> row.getInt(1),
                        tenant.id().value()))
                .hasMessageContaining("read-only");
    }

    /// A time without a type makes the driver part the statement from its setting once it is prepared, which is
    /// after some uses of one connection.
    @Test
    void selectsTheSameWhenTheDriverPartsTheStatementFromItsSetting() {
        Tenant tenant = TENANTS.getFirst();
        for (int i = 0; i < 100; i++) {
            assertThat(DOMAIN.transactions.select(
                            tenant.id(),
                            "select c.country from customer c where c.tenant_id = ? and c.created_at > ?",
                            (row, n) -> row.getString(1),
                            tenant.id().value(),
                            Timestamp.from(Instant.EPOCH)))
                    .containsExactly("CA");
        }
    }

    @Test
    void runsAllCommandsOrNone() {
        Tenant tenant = TENANTS.getFirst();
        String insert =
                "insert into professional (tenant_id, id, name, created_at) values (?, gen_random_uuid(), ?, ?)";
        Supplier<Integer> count = () -> DOMAIN.transactions.read(
                tenant.id(),
                () -> DOMAIN.jdbc.queryForObject(
                        "select count(*) from professional where name like 'command%'", Integer.class));
        IntFunction<Command> named =
                number -> Command.of(insert, tenant.id().value(), "command " + number, Timestamp.from(Instant.EPOCH));
        for (int i = 0; i < 20; i++) {
            DOMAIN.transactions.run(tenant.id(), List.of(named.apply(2 * i), named.apply(2 * i + 1)));
            assertThatThrownBy(() -> DOMAIN.transactions.run(tenant.id(), List.of(named.apply(-1), named.apply(0))))
                    .isInstanceOf(DuplicateKeyException.class);
            assertThatThrownBy(() -> DOMAIN.transactions.run(TENANTS.getLast().id(), List.of(named.apply(-1))))
                    .rootCause()
                    .hasMessageContaining("row-level security");
        }

        assertThat(count.get()).isEqualTo(40);
    }

    @Test
    void letsNoApplicationDeleteARecordOrReadAnothersTables() throws SQLException {
        try (Connection index = DATABASE.connect(DatabaseRole.INDEX);
                Statement statement = index.createStatement()) {
            assertThatThrownBy(() -> statement.execute("delete from customer"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("select * from bulk_job"))
                    .hasMessageContaining("permission denied");
        }
        try (Connection gateway = DATABASE.connect(DatabaseRole.GATEWAY);
                Statement statement = gateway.createStatement()) {
            assertThatThrownBy(() -> statement.execute("delete from customer"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("update consent set given = true"))
                    .hasMessageContaining("permission denied");
        }
    }

    private static int count(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from customer")) {
            row.next();
            return row.getInt(1);
        }
    }
}
