package io.clientele.ingest.imports;

import io.clientele.bulk.BulkStorage;
import io.clientele.customer.CustomerValidation;
import io.clientele.ingest.run.BatchRuns;
import io.clientele.ingest.run.JobLedger;
import io.clientele.ingest.run.StopSignal;
import io.clientele.organisation.Tenants;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/// The import room.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportProperties.class)
public class ImportConfiguration {
    @Bean
    ImportJob importJob(
            JobRepository repository,
            PlatformTransactionManager transactionManager,
            TenantTransactions transactions,
            DataSource dataSource,
            JdbcTemplate jdbc,
            BulkStorage storage,
            CustomerValidation validation,
            JobLedger ledger,
            MeterRegistry registry,
            StopSignal stop,
            ImportProperties properties,
            Clock clock) {
        return new ImportJob(
                repository,
                transactionManager,
                transactions,
                dataSource,
                jdbc,
                storage,
                validation,
                ledger,
                new RowMetrics(registry),
                stop,
                properties,
                clock);
    }

    @Bean
    Imports imports(
            BulkStorage storage,
            ImportJob importJob,
            BatchRuns runs,
            JobLedger ledger,
            Tenants tenants,
            TenantKeys keys,
            TenantTransactions transactions,
            JdbcTemplate jdbc,
            Clock clock) {
        return new Imports(
                new SourceInspection(storage), importJob, runs, ledger, tenants, keys, transactions, jdbc, clock);
    }
}
