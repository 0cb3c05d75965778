package io.clientele.ingest.request;

import io.clientele.ingest.imports.Imports;
import io.clientele.ingest.run.JobLedger;
import io.clientele.ingest.run.StopSignal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/// The claiming of requests.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RequestProperties.class)
public class RequestConfiguration {
    @Bean
    BulkWorker bulkWorker(
            DataSource dataSource, JobLedger ledger, Imports imports, RequestProperties properties, Clock clock) {
        return new BulkWorker(dataSource, ledger, imports, properties, clock);
    }

    @Bean
    RequestScheduler requestScheduler(
            DataSource dataSource,
            JdbcTemplate jdbc,
            BulkWorker worker,
            StopSignal stop,
            RequestProperties properties,
            @Value("${server.port:0}") int port) {
        return new RequestScheduler(dataSource, jdbc, worker, stop, properties, name(port));
    }

    @Bean
    SchedulerHealth schedulerHealthIndicator(RequestScheduler scheduler, JdbcTemplate jdbc) {
        return new SchedulerHealth(scheduler, jdbc);
    }

    /// A port belongs to one process of a host; without a fixed one the name is new each time.
    private static String name(int port) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            host = "localhost";
        }
        return "ingest-batch@" + host + ":" + (port == 0 ? UUID.randomUUID() : port);
    }
}
