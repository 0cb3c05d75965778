package io.clientele.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.activity.NewActivity;
import io.clientele.bulk.BulkJob;
import io.clientele.bulk.ImportOptions;
import io.clientele.customer.CustomerFilter;
import io.clientele.customer.CustomerStatus;
import io.clientele.customer.CustomerView;
import io.clientele.domain.StatementLog.Recorded;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.operation.OperationKind;
import io.clientele.organisation.Tenant;
import io.clientele.referral.Referral;
import io.clientele.referral.ReferralStatus;
import io.clientele.schemas.database.DatabaseRole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Row-level security alone, without the application's filter: every statement of the domain is run again by another
/// tenant, as it is and with `tenant_id = ?` taken out, and must see nothing.
@Tag("REQ-CM-B016")
@Tag("REQ-CM-B017")
class SecondLockIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);

    @BeforeAll
    static void useEverythingTwice() throws IOException {
        // Two tenants with data, so that a statement without its filter would have something to leak.
        useEverything(DOMAIN.tenant());
        useEverything(DOMAIN.tenant());
    }

    @AfterAll
    static void drop() {
        DOMAIN.close();
        DATABASE.close();
    }

    private static void useEverything(Tenant tenant) throws IOException {
        Actor admin = DOMAIN.admin(tenant);
        Actor ann = DOMAIN.professional(tenant);
        Actor bob = DOMAIN.professional(tenant);
        var draft = TestDomain.draft("a@example.com", "+14169671111", "A", "B", "1 Main St", "n");
        UUID id = DOMAIN.customers.create(ann, draft, "r").id();
        DOMAIN.customers.find(bob, id);
        CustomerView.Full changed = DOMAIN.updates.replace(
                admin, id, 1, TestDomain.draft("b@example.com", "+14169671111", "A", "C", null, null), "r");
        DOMAIN.updates.delete(admin, id, changed.version(), "r");
        long version =
                DOMAIN.updates.restore(admin, id, changed.version() + 1, "r").version();
        DOMAIN.ownership.transfer(admin, id, bob.professionalId(), "holiday", version, "r");
        DOMAIN.ownership.owner(admin, id);
        DOMAIN.ownership.history(admin, id);
        DOMAIN.ownership.ownerAt(admin, id, Instant.now());
        Referral referral = DOMAIN.referrals.refer(bob, id, ann.professionalId(), "please", "r");
        DOMAIN.referralList.ofCustomer(admin, id);
        DOMAIN.referralList.inbox(ann, ReferralStatus.PENDING, null, 5);
        DOMAIN.referrals.accept(ann, id, referral.id(), referral.version(), "r");
        Instant now = Instant.parse("2026-11-01T00:00:00Z");
        DOMAIN.activities.append(
                tenant.id(),
                List.of(new NewActivity(
                        Ids.next(), id, null, "inquiry", "asked", null, "inquiry", Ids.next(), now, null, Ids.next())));
        for (CustomerFilter.Sort sort : CustomerFilter.Sort.values()) {
            DOMAIN.list.page(
                    admin,
                    new CustomerFilter(
                            bob.professionalId(),
                            CustomerStatus.ACTIVE,
                            null,
                            now.minusSeconds(9),
                            null,
                            now,
                            null,
                            sort,
                            false),
                    null,
                    5);
            DOMAIN.list.page(ann, CustomerFilter.all(), null, 5);
        }
        byte[] csv = "email\na@example.com\n".getBytes(StandardCharsets.UTF_8);
        BulkJob job = DOMAIN.jobs.submitImport(
                admin,
                "f.csv",
                new ByteArrayInputStream(csv),
                new ImportOptions(Map.of(), null, null, null, null, "csv"),
                false,
                "r");
        DOMAIN.jobs.find(admin, job.id());
        DOMAIN.jobs.errorsByCode(tenant.id(), job.id());
        DOMAIN.jobs.errors(tenant.id(), job, 0, 0, 5);
        DOMAIN.jobs.failedRows(tenant.id(), job, 0, 5);
        UUID operation =
                DOMAIN.transactions.write(tenant.id(), () -> DOMAIN.operations.begin(admin, OperationKind.API, null));
        DOMAIN.transactions.write(tenant.id(), () -> {
            DOMAIN.operations.end(tenant.id(), operation, "completed", 0);
            return true;
        });
        DOMAIN.rotation.rotateTenant(tenant.id());
        DOMAIN.rotation.rewrapSubjects(tenant.id(), 10);
        DOMAIN.rotation.rotateMaster();
    }

    @Test
    void showsAnotherTenantNothingOfAnyStatement() throws SQLException {
        UUID stranger = Ids.next();
        List<String> leaks = new ArrayList<>();
        TreeSet<String> proven = new TreeSet<>();
        try (Connection application = DATABASE.connect(DatabaseRole.GATEWAY);
                Connection superuser = DATABASE.connectAsSuperuser()) {
            application.setAutoCommit(false);
            superuser.setAutoCommit(false);
            try (Statement statement = application.createStatement()) {
                statement.execute("select set_config('app.tenant', '" + stranger + "', false)");
            }
            application.commit();
            for (Recorded recorded : DOMAIN.statements.statements()) {
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

        assertThat(leaks).isEmpty();
        assertThat(proven)
                .as("statements that would leak without row-level security")
                .hasSizeGreaterThan(12);
        assertThat(String.join("\n", proven).toLowerCase(Locale.ROOT))
                .contains("from customer c", "from subject_key", "from tenant_key", "from bulk_job")
                .contains("from customer_ownership_history", "from referral", "update subject_key");
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
        // Functions that run as their owner would see what the owner sees: none of them may read a record.
        assertThat(column("select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"))
                .allSatisfy(name -> assertThat(name).matches("ensure_[a-z]+_partitions"));
    }

    private static List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection superuser = DATABASE.connectAsSuperuser();
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
