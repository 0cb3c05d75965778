package io.clientele.bulk;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import io.clientele.operation.Operations;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import tools.jackson.databind.json.JsonMapper;

/// Bulk jobs, for applications that submit or work them.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageProperties.class)
public class BulkConfiguration {
    @Bean
    BulkStorage bulkStorage(StorageProperties properties) {
        return new BulkStorage(properties.directory());
    }

    @Bean
    BulkJobs bulkJobs(
            JdbcTemplate jdbc,
            TenantTransactions transactions,
            TenantKeys keys,
            Operations operations,
            BulkStorage storage,
            DataSource dataSource,
            Clock clock) {
        // The task is made in the transaction of the job's row.
        // The database is named and not detected, so that nothing connects while the application starts.
        SchedulerClient scheduler = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .build();
        return new BulkJobs(
                jdbc,
                transactions,
                keys,
                operations,
                storage,
                scheduler,
                JsonMapper.builder().build(),
                clock);
    }
}
