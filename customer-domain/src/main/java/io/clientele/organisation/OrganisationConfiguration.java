package io.clientele.organisation;

import io.clientele.tenant.TenantTransactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;

/// The part of the organisation that rests on Spring Data repositories; imported by applications that change it.
@Configuration(proxyBeanMethods = false)
@EnableJdbcRepositories
public class OrganisationConfiguration {
    @Bean
    Professionals professionals(ProfessionalRepository repository, TenantTransactions transactions) {
        return new Professionals(repository, transactions);
    }
}
