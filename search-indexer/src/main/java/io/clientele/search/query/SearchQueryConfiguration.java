package io.clientele.search.query;

import io.clientele.pii.TenantKeys;
import io.clientele.search.engine.OpenSearchProperties;
import io.clientele.search.engine.SearchEngine;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Search for any application: import it and have the tenants' keys. Opens no connection until the first search.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OpenSearchProperties.class, SearchProperties.class})
public class SearchQueryConfiguration {
    @Bean
    CustomerSearch customerSearch(TenantKeys keys, OpenSearchProperties server, SearchProperties properties) {
        return new CustomerSearch(keys, SearchEngine.interactive(server), properties.index());
    }
}
