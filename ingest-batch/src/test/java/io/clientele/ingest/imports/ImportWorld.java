package io.clientele.ingest.imports;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import io.clientele.bulk.BulkJob;
import io.clientele.bulk.BulkJobs;
import io.clientele.bulk.BulkStorage;
import io.clientele.bulk.ImportOptions;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.operation.Operations;
import io.clientele.organisation.Tenants;
import io.clientele.pii.MasterKey;
import io.clientele.pii.TenantKeys;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import tools.jackson.databind.json.JsonMapper;

/// What the gateway does, in its role: tenants, uploads, questions about jobs. And what nobody but a test may do: look
/// into the tables as superuser.
public final class ImportWorld {
    public final BulkJobs jobs;
    public final TenantKeys keys;
    public final Actor admin;
    public final JdbcTemplate superuser;
    private final TestDatabase database;
    private final Path directory;
    private final JdbcTemplate gateway;
    private final TenantTransactions transactions;

    public ImportWorld(TestDatabase database, Path directory) {
        this.database = database;
        this.directory = directory;
        DriverManagerDataSource source = new DriverManagerDataSource(
                database.jdbcUrl(), DatabaseRole.GATEWAY.roleName(), database.password(DatabaseRole.GATEWAY));
        this.gateway = new JdbcTemplate(source);
        this.transactions = new TenantTransactions(gateway, new DataSourceTransactionManager(source));
        this.keys = new TenantKeys(gateway, transactions, MasterKey.readOrCreate(masterKey()), Clock.systemUTC());
        TenantId tenant = new Tenants(gateway, transactions, keys)
                .create("t-" + UUID.randomUUID(), "CA")
                .tenant()
                .id();
        this.admin = new Actor(tenant, UUID.randomUUID(), Role.ADMIN, null);
        this.jobs = new BulkJobs(
                gateway,
                transactions,
                keys,
                new Operations(gateway, Clock.systemUTC()),
                new BulkStorage(storage()),
                SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(source))
                        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                        .build(),
                JsonMapper.builder().build(),
                Clock.systemUTC());
        this.superuser = new JdbcTemplate(new DriverManagerDataSource(
                database.jdbcUrl(), database.server().user(), database.server().password()));
    }

    public Path masterKey() {
        return directory.resolve("master-key.json");
    }

    public Path storage() {
        return directory.resolve("storage");
    }

    public UUID tenant() {
        return admin.tenantId().value();
    }

    /// How an application of this world is configured.
    public Map<String, Object> settings() {
        return Map.of(
                "spring.datasource.url", database.jdbcUrl(),
                "spring.datasource.username", DatabaseRole.BATCH.roleName(),
                "spring.datasource.password", database.password(DatabaseRole.BATCH),
                "clientele.keys.master-key-file", masterKey().toString(),
                "clientele.storage.directory", storage().toString(),
                "server.port", "0");
    }

    /// Settings as arguments of an application, which win over its application.yaml.
    static String[] arguments(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /// A professional of the tenant, as actor.
    public Actor professional() {
        UUID id = UUID.randomUUID();
        superuser.update("insert into professional (tenant_id, id, name) values (?, ?, ?)", tenant(), id, "Pro " + id);
        return new Actor(admin.tenantId(), UUID.randomUUID(), Role.PROFESSIONAL, id);
    }

    public BulkJob submit(Actor actor, byte[] file, boolean dryRun) {
        ImportOptions options = new ImportOptions(Map.of(), null, null, null, actor.professionalId(), "csv");
        try {
            return jobs.submitImport(actor, "customers.csv", new ByteArrayInputStream(file), options, dryRun, null);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public BulkJob job(UUID id) {
        return jobs.find(admin, id).orElseThrow();
    }

    /// Asks until the job is as wanted.
    public BulkJob await(UUID id, Duration limit, Predicate<BulkJob> wanted) {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            BulkJob job = job(id);
            if (wanted.test(job)) {
                return job;
            }
            if (job.isOver()) {
                throw new AssertionError(job + " is over: " + job.failureCode() + ", " + job.failureMessage());
            }
            try {
                // Between two looks; what ends the wait is the job's state.
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        throw new AssertionError(
                "not within " + limit + ": " + job(id) + " " + job(id).phase() + " read " + job(id).read());
    }

    public List<Map<String, Object>> query(String sql, Object... values) {
        return superuser.queryForList(sql, values);
    }

    public long count(String sql, Object... values) {
        Long count = superuser.queryForObject(sql, Long.class, values);
        return count == null ? 0 : count;
    }
}
