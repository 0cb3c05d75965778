package io.clientele.organisation;

import io.clientele.operation.Operations;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantTransactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.JdbcTemplate;

/// The part of the organisation that rests on Spring Data repositories; imported by applications that change it.
@Configuration(proxyBeanMethods = false)
@EnableJdbcRepositories
public class OrganisationConfiguration {
    @Bean
    Professionals professionals(
            ProfessionalRepository repository,
            TenantTransactions transactions,
            TenantKeys keys,
            Operations operations) {
        return new Professionals(repository, transactions, keys, operations);
    }

    @Bean
    TenantChanges tenantChanges(
            JdbcTemplate jdbc, Tenants tenants, TenantTransactions transactions, Operations operations) {
        return new TenantChanges(jdbc, tenants, transactions, operations);
    }
}
