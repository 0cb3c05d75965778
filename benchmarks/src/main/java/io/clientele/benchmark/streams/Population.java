package io.clientele.benchmark.streams;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.clientele.benchmark.place.Database;
import io.clientele.benchmark.place.Workspace;
import io.clientele.customer.CustomerDraft;
import io.clientele.customer.CustomerValidation;
import io.clientele.customer.Customers;
import io.clientele.operation.Operations;
import io.clientele.organisation.Tenants;
import io.clientele.ownership.OwnershipHistory;
import io.clientele.pii.MasterKey;
import io.clientele.pii.TenantKeys;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// Creates customers as the gateway does: validated, each encrypted under a key of its own.
final class Population implements AutoCloseable {
    private final HikariDataSource dataSource;
    private final Customers customers;
    private final Actor actor;
    private final AtomicInteger number = new AtomicInteger();

    Population(Database database, Workspace workspace) {
        Database.Login login = database.as(DatabaseRole.GATEWAY);
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(login.url());
        pool.setUsername(login.user());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(4);
        this.dataSource = new HikariDataSource(pool);
        Clock clock = Clock.systemUTC();
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        TenantTransactions transactions = new TenantTransactions(jdbc, new JdbcTransactionManager(dataSource));
        TenantKeys keys = new TenantKeys(jdbc, transactions, MasterKey.readOrCreate(workspace.masterKey()), clock);
        Tenants tenants = new Tenants(jdbc, transactions, keys);
        this.customers = new Customers(
                jdbc,
                new CustomerValidation(clock),
                new Operations(jdbc, clock),
                new OwnershipHistory(jdbc),
                tenants,
                keys,
                transactions,
                clock);
        this.actor = new Actor(tenants.create("benchmark", "CA").tenant().id(), Ids.next(), Role.SERVICE, null);
    }

    /// One more, committed when this returns.
    UUID create() {
        return customers.create(actor, draft(number.incrementAndGet()), null).id();
    }

    UUID tenant() {
        return actor.tenantId().value();
    }

    private static CustomerDraft draft(int number) {
        return new CustomerDraft(
                "customer" + number + "@example.com",
                "+1416555%04d".formatted(number % 10_000),
                null,
                "Jane",
                "Doe",
                null,
                number + " Main Street",
                null,
                "Toronto",
                "ON",
                "M5V 2T6",
                "CA",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
