package io.clientele.search.index;

import io.clientele.pii.TenantKeys;
import io.clientele.schemas.topic.Topics;
import io.clientele.search.engine.OpenSearchProperties;
import io.clientele.search.engine.SearchEngine;
import io.clientele.search.query.SearchProperties;
import io.clientele.tenant.TenantTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/// Indexing: import it and have the domain. Everything starts without the servers and waits for them.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    OpenSearchProperties.class,
    SearchProperties.class,
    IndexerProperties.class,
    KafkaConnection.class,
    TopicProperties.class
})
public class SearchIndexConfiguration {
    @Bean
    CurrentCustomers currentCustomers(JdbcTemplate jdbc, TenantTransactions transactions) {
        return new CurrentCustomers(jdbc, transactions);
    }

    @Bean
    SearchEngine bulkEngine(OpenSearchProperties server) {
        return SearchEngine.bulk(server);
    }

    @Bean
    SearchEngine healthEngine(OpenSearchProperties server) {
        return SearchEngine.interactive(server);
    }

    @Bean
    CustomerIndexer customerIndexer(
            CurrentCustomers customers,
            TenantKeys keys,
            SearchEngine bulkEngine,
            SearchProperties search,
            IndexerProperties properties) {
        return new CustomerIndexer(customers, keys, bulkEngine, search.index(), properties.maxDocuments());
    }

    @Bean
    ChangeFeed changeFeed(
            KafkaConnection kafka,
            TopicProperties topics,
            IndexerProperties properties,
            SearchProperties search,
            SearchEngine bulkEngine,
            CurrentCustomers customers,
            CustomerIndexer indexer,
            MeterRegistry registry,
            Clock clock) {
        var changes = Topics.withPrefix(topics.prefix()).changes();
        return new ChangeFeed(
                kafka,
                changes.name(),
                properties,
                new CustomerIndex(bulkEngine, search.index(), properties),
                new Backfill(customers, indexer, properties.maxDocuments()),
                indexer,
                new DeadLetters(kafka, properties.group()),
                new IndexMetrics(registry, properties.group()),
                clock);
    }

    @Bean
    IndexingHealth indexingHealthIndicator(ChangeFeed feed, IndexerProperties properties, Clock clock) {
        return new IndexingHealth(feed, properties.maxLag(), clock);
    }

    @Bean
    OpenSearchHealth openSearchHealthIndicator(
            SearchEngine healthEngine, SearchProperties search, IndexerProperties properties) {
        return new OpenSearchHealth(new CustomerIndex(healthEngine, search.index(), properties));
    }
}
