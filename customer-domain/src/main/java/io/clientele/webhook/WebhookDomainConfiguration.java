package io.clientele.webhook;

import io.clientele.operation.Operations;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/// Webhooks, for the applications that change them or post them.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TargetProperties.class)
public class WebhookDomainConfiguration {
    private static final Duration LOOKUP = Duration.ofSeconds(3);

    @Bean
    Targets webhookTargets(TargetProperties properties) {
        return new Targets(properties, HostLookup.ofSystem(LOOKUP));
    }

    @Bean
    Webhooks webhooks(
            JdbcTemplate jdbc,
            Targets targets,
            TenantKeys keys,
            TenantTransactions transactions,
            Operations operations,
            Clock clock) {
        return new Webhooks(jdbc, targets, keys, transactions, operations, clock);
    }

    @Bean
    DeliveryLog webhookDeliveryLog(
            JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions, Operations operations, Clock clock) {
        return new DeliveryLog(jdbc, keys, transactions, operations, clock);
    }

    @Bean
    Deliveries webhookDeliveries(JdbcTemplate jdbc, TenantTransactions transactions, Clock clock) {
        return new Deliveries(jdbc, transactions, clock);
    }

    @Bean
    DeliveryQueue webhookDeliveryQueue(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        return new DeliveryQueue(jdbc, keys, transactions);
    }

    @Bean
    DeliveryResults webhookDeliveryResults(JdbcTemplate jdbc, TenantTransactions transactions) {
        return new DeliveryResults(jdbc, transactions);
    }
}
