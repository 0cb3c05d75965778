package io.clientele.ingest;

import io.clientele.bulk.BulkStorage;
import io.clientele.bulk.StorageProperties;
import io.clientele.ingest.run.BatchRuns;
import io.clientele.ingest.run.JobLedger;
import io.clientele.ingest.run.StopSignal;
import io.clientele.operation.Operations;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.JdbcDefaultBatchConfiguration;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/// Spring Batch over the platform's PostgreSQL, and what every bulk job needs.
@Configuration
@EnableConfigurationProperties(StorageProperties.class)
class BatchConfiguration extends JdbcDefaultBatchConfiguration {
    private final DataSource dataSource;
    private final PlatformTransactionManager transactionManager;

    BatchConfiguration(DataSource dataSource, PlatformTransactionManager transactionManager) {
        this.dataSource = dataSource;
        this.transactionManager = transactionManager;
    }

    @Override
    protected DataSource getDataSource() {
        return dataSource;
    }

    @Override
    protected PlatformTransactionManager getTransactionManager() {
        return transactionManager;
    }

    /// Said and not asked for, so that the database may be away while we start.
    @Override
    protected String getDatabaseType() {
        return "POSTGRES";
    }

    @Bean
    StopSignal stopSignal() {
        return new StopSignal();
    }

    @Bean
    BulkStorage bulkStorage(StorageProperties properties) {
        return new BulkStorage(properties.directory());
    }

    @Bean
    JobLedger jobLedger(JdbcTemplate jdbc, TenantTransactions transactions, Operations operations, Clock clock) {
        return new JobLedger(
                jdbc, transactions, operations, JsonMapper.builder().build(), clock);
    }

    @Bean
    BatchRuns batchRuns(JobOperator operator, JobRepository repository, Clock clock) {
        return new BatchRuns(operator, repository, clock);
    }
}
