package io.clientele.search;

import io.clientele.domain.CustomerDomainConfiguration;
import io.clientele.search.index.SearchIndexConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// Keeps the search index in step with the database.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({CustomerDomainConfiguration.class, SearchIndexConfiguration.class})
public class SearchIndexerApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(SearchIndexerApplication.class, arguments);
    }
}
