package io.clientele.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.domain.StatementLog.Recorded;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.database.DatabaseRole;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Row-level security alone, without the application's filter: every statement of the domain is run again by another
/// tenant, as it is and with `tenant_id = ?` taken out, and must see nothing.
@Tag("REQ-CM-B016")
@Tag("REQ-CM-B017")
class SecondLockIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    /// What asks the database and is not on the walk, each with the reason.
    private static final Map<String, String> NOT_WALKED = Map.of();

    @TempDir
    static Path directory;

    private static TestDomain gateway;
    private static TestDomain stream;

    @BeforeAll
    static void useEverythingTwice() throws IOException, SQLException {
        gateway = new TestDomain(DATABASE, DatabaseRole.GATEWAY, directory, 4);
        stream = new TestDomain(DATABASE, DatabaseRole.STREAM, directory, 1);
        // Two tenants with data, so that a statement without its filter would have something to leak.
        new DomainWalk(DATABASE, gateway, stream).everything();
        new DomainWalk(DATABASE, gateway, stream).everything();
    }

    @AfterAll
    static void drop() {
        stream.close();
        gateway.close();
        DATABASE.close();
    }

    @Test
    void walksPastEveryMethodThatAsksTheDatabase() {
        Set<String> walked = new TreeSet<>(gateway.statements.callers());
        walked.addAll(stream.statements.callers());
        Set<String> asking = AskingMethods.ofTheDomain();

        assertThat(asking)
                .hasSizeGreaterThan(60)
                .contains(
                        "io.clientele.customer.CustomerRepository.update",
                        "io.clientele.organisation.Professionals.page");
        assertThat(asking)
                .as("methods whose statements DomainWalk does not reach: have it call them, or say here why not")
                .filteredOn(method -> !NOT_WALKED.containsKey(method))
                .allSatisfy(method -> assertThat(walked).contains(method));
        assertThat(NOT_WALKED.keySet())
                .as("exceptions that there is no reason for any more")
                .isSubsetOf(asking)
                .doesNotContainAnyElementsOf(walked);
    }

    @Test
    void showsAnotherTenantNothingOfAnyStatement() throws SQLException {
        UUID stranger = Ids.next();
        List<String> leaks = new ArrayList<>();
        TreeSet<String> proven = new TreeSet<>();
        for (Map.Entry<DatabaseRole, TestDomain> each : Map.of(
                        DatabaseRole.GATEWAY, gateway, DatabaseRole.STREAM, stream)
                .entrySet()) {
            try (Connection application = DATABASE.connect(each.getKey());
                    Connection superuser = DATABASE.connectAsSuperuser()) {
                application.setAutoCommit(false);
                superuser.setAutoCommit(false);
                try (Statement statement = application.createStatement()) {
                    statement.execute("select set_config('app.tenant', '" + stranger + "', false)");
                }
                application.commit();
                for (Recorded recorded : each.getValue().statements.statements()) {
                    if (!recorded.sql().contains("tenant_id")) {
                        continue;
                    }
                    Recorded stripped = recorded.withoutTenantFilter();
                    if (sees(application, recorded) || sees(application, stripped)) {
                        leaks.add(recorded.sql());
                    }
                    // The same question to one who may see everything: had it found nothing, nothing were proven.
                    if (sees(superuser, stripped)) {
                        proven.add(recorded.sql());
                    }
                }
            }
        }

        assertThat(leaks).isEmpty();
        assertThat(proven)
                .as("statements that would leak without row-level security")
                .hasSizeGreaterThan(30);
        assertThat(String.join("\n", proven).toLowerCase(Locale.ROOT))
                .contains("from customer c", "from subject_key", "from tenant_key", "from bulk_job")
                .contains("from customer_ownership_history", "from referral", "update subject_key")
                .contains("from customer_activity", "from record_history", "from customer_vehicle v")
                .contains("from customer_vehicle_keeper", "from customer_vehicle_reading", "from bulk_failed_row")
                .contains("from professional", "update customer_vehicle set", "from bulk_row_error")
                .contains("from notification ", "from notification_preference", "update notification set")
                .contains("from inquiry i", "for no key update of c")
                .contains("from webhook_endpoint", "from webhook_delivery", "update webhook_delivery")
                .contains("from dead_letter", "update dead_letter", "from hourly_count");
    }

    /// Whether the statement reads or changes anything; always rolled back.
    private static boolean sees(Connection connection, Recorded recorded) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement statement = recorded.prepare(connection)) {
            if (statement.execute()) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        if (holdsAnything(rows)) {
                            return true;
                        }
                    }
                    return false;
                }
            }
            return statement.getUpdateCount() > 0;
        } catch (SQLException refused) {
            // Row-level security refuses a foreign row that is to be written; the superuser meets the row itself.
            assertThat(refused.getSQLState())
                    .as(recorded.sql() + ": " + refused.getMessage())
                    .isIn("42501", "23505", "23503");
            return false;
        } finally {
            connection.rollback(before);
        }
    }

    /// A count of 0, a false and a null tell nothing.
    private static boolean holdsAnything(ResultSet row) throws SQLException {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            boolean isNothing =
                    value == null || value.equals(false) || (value instanceof Number number && number.longValue() == 0);
            if (!isNothing) {
                return true;
            }
        }
        return false;
    }

    @Test
    void forcesAPolicyOnEveryTableAndPartitionThatHasATenant() throws SQLException {
        List<String> open = column("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
                  and exists (select 1 from pg_attribute a
                              where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
                  and not (c.relrowsecurity and c.relforcerowsecurity and exists (
                      select 1 from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and p.polpermissive
                        and pg_get_expr(p.polqual, p.polrelid) like '%app.tenant%'
                        and pg_get_expr(p.polwithcheck, p.polrelid) like '%app.tenant%'))""");
        // A partition is reached through its parent, under the parent's policy; no application may name it itself.
        List<String> reachablePartitions = column("""
                select c.relname || ' by ' || r.rolname from pg_class c, pg_roles r
                where c.relispartition and r.rolname like 'clientele%' and r.rolname <> 'clientele_migrator'
                  and has_table_privilege(r.rolname, c.oid, 'select, insert, update, delete, truncate')""");
        List<String> partitions = column("select relname from pg_class where relispartition and relkind = 'r'");

        assertThat(open).isEmpty();
        assertThat(reachablePartitions).isEmpty();
        assertThat(partitions).hasSizeGreaterThan(3);
        assertThat(column("select relname from pg_class where relforcerowsecurity"))
                .hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void givesNoApplicationAWayAroundThePolicies() throws SQLException {
        assertThat(column("""
                select rolname from pg_roles where rolname like 'clientele%'
                  and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls)""")).containsExactly("clientele_cdc");
        assertThat(column("""
                select distinct r.rolname from pg_class c join pg_roles r on r.oid = c.relowner
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and r.rolname like 'clientele%'""")).containsExactly("clientele_migrator");
        assertThat(column("""
                select m.rolname from pg_auth_members a join pg_roles m on m.oid = a.member
                where m.rolname like 'clientele%'""")).isEmpty();
    }

    /// A function that runs as its owner has that one's rights. Those that there are answer with a number, a time or
    /// ids of tenants, which every application may list; are for one application each; and take no name from the
    /// search path of who calls them.
    @Test
    void lendsTheOwnersRightsForNothingThatCouldBeRead() throws SQLException {
        assertThat(column("""
                select pg_get_userbyid(p.proowner) || ': ' || p.proname || '(' || oidvectortypes(p.proargtypes) || ') '
                    || p.prorettype::regtype || ' for ' || (
                    select coalesce(string_agg(r.rolname, ', '), 'nobody') from pg_roles r
                    where r.rolname like 'clientele%' and r.oid <> p.proowner
                      and has_function_privilege(r.oid, p.oid, 'execute'))
                from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace"""))
                .contains(
                        "clientele_migrator: ensure_activity_partitions(date, integer) integer for clientele_stream",
                        "clientele_migrator: ensure_month_partitions(text, date, integer) integer for clientele_stream")
                .isSubsetOf(
                        "clientele_migrator: ensure_activity_partitions(date, integer) integer for clientele_stream",
                        "clientele_migrator: ensure_month_partitions(text, date, integer) integer for clientele_stream",
                        "clientele_migrator: remove_expired_idempotency_keys() bigint for clientele_gateway",
                        "clientele_migrator: tenants_with_due_webhooks(timestamp with time zone) uuid for"
                                + " clientele_stream",
                        "clientele_migrator: count_due_webhooks(timestamp with time zone) bigint for clientele_stream",
                        "clientele_migrator: oldest_due_webhook(timestamp with time zone) timestamp with time zone for"
                                + " clientele_stream",
                        "clientele_migrator: remove_expired_webhook_deliveries(integer) bigint for clientele_stream",
                        "clientele_migrator: waiting_dead_letters() bigint for clientele_stream");
        assertThat(column("""
                select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
                  and not coalesce('search_path=public, pg_temp' = any (proconfig), false)""")).isEmpty();
    }

    @Test
    void makesPartitionsOfNoTableThatIsNotMeant() throws SQLException {
        for (String table : List.of("customer", "record_history_default", "record_history; drop table customer")) {
            try (Connection application = DATABASE.connect(DatabaseRole.STREAM);
                    PreparedStatement statement =
                            application.prepareStatement("select ensure_month_partitions(?, current_date, 1)")) {
                statement.setString(1, table);

                assertThatThrownBy(statement::execute)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refused -> assertThat(refused.getSQLState()).isEqualTo("22023"));
            }
        }
    }

    /// The owner whose rights are lent is bound by the policies, too.
    @Test
    void showsTheOwnerOfTheTablesNothing() throws SQLException {
        for (String table : List.of("customer", "subject_key", "customer_activity", "record_history", "operation")) {
            assertThat(column("select count(*) from " + table)).doesNotContain("0");
            assertThat(columnAsOwner("select count(*) from " + table)).containsExactly("0");
        }
    }

    private static List<String> columnAsOwner(String sql) throws SQLException {
        try (Connection superuser = DATABASE.connectAsSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("set role clientele_migrator");
            return column(statement, sql);
        }
    }

    private static List<String> column(String sql) throws SQLException {
        try (Connection superuser = DATABASE.connectAsSuperuser();
                Statement statement = superuser.createStatement()) {
            return column(statement, sql);
        }
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
