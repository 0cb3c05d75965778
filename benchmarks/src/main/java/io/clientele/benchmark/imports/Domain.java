package io.clientele.benchmark.imports;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.clientele.benchmark.place.Database;
import io.clientele.bulk.BulkJobs;
import io.clientele.bulk.BulkStorage;
import io.clientele.customer.CustomerValidation;
import io.clientele.customer.Customers;
import io.clientele.operation.Operations;
import io.clientele.organisation.Tenants;
import io.clientele.ownership.OwnershipHistory;
import io.clientele.pii.MasterKey;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantTransactions;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/// The customer domain over one login, wired as the applications have it (`CustomerDomainConfiguration`).
final class Domain implements AutoCloseable {
    final HikariDataSource dataSource;
    final JdbcTransactionManager transactionManager;
    final JdbcTemplate jdbc;
    final TenantTransactions transactions;
    final TenantKeys keys;
    final Tenants tenants;
    final Operations operations;
    final CustomerValidation validation;
    final Clock clock = Clock.systemUTC();

    /// @param masterKey made when there is none
    Domain(Database.Login login, Path masterKey) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(login.url());
        pool.setUsername(login.user());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(4);
        this.dataSource = new HikariDataSource(pool);
        this.transactionManager = new JdbcTransactionManager(dataSource);
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new TenantTransactions(jdbc, transactionManager);
        this.keys = new TenantKeys(jdbc, transactions, MasterKey.readOrCreate(masterKey), clock);
        this.tenants = new Tenants(jdbc, transactions, keys);
        this.operations = new Operations(jdbc, clock);
        this.validation = new CustomerValidation(clock);
    }

    Customers customers() {
        return new Customers(
                jdbc, validation, operations, new OwnershipHistory(jdbc), tenants, keys, transactions, clock);
    }

    /// @param storage where uploads lie
    BulkJobs bulkJobs(Path storage) {
        return new BulkJobs(
                jdbc,
                transactions,
                keys,
                operations,
                new BulkStorage(storage),
                SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                        .build(),
                JsonMapper.builder().build(),
                clock);
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
