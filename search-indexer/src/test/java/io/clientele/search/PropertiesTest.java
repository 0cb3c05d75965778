package io.clientele.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.search.engine.OpenSearchProperties;
import io.clientele.search.index.IndexerProperties;
import io.clientele.search.query.SearchProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PropertiesTest {
    @Test
    void haveDefaults() {
        assertThat(bind("clientele.indexer", IndexerProperties.class, Map.of()))
                .isEqualTo(new IndexerProperties(
                        "clientele-search-indexer", 2000, 1000, 50_000, Duration.ofSeconds(5), 1, 0));
        assertThat(bind("clientele.search", SearchProperties.class, Map.of()))
                .isEqualTo(new SearchProperties("customers"));
        assertThat(bind("clientele.opensearch", OpenSearchProperties.class, Map.of()))
                .isEqualTo(new OpenSearchProperties(
                        List.of(URI.create("http://127.0.0.1:9200")),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        null,
                        null));
    }

    @Test
    void takeTheirKeys() {
        assertThat(bind(
                        "clientele.opensearch",
                        OpenSearchProperties.class,
                        Map.of(
                                "clientele.opensearch.uri", "https://a:9200,https://b:9200",
                                "clientele.opensearch.connect-timeout", "1s",
                                "clientele.opensearch.response-timeout", "3s",
                                "clientele.opensearch.bulk-timeout", "20s",
                                "clientele.opensearch.username", "indexer",
                                "clientele.opensearch.password", "a secret")))
                .isEqualTo(new OpenSearchProperties(
                        List.of(URI.create("https://a:9200"), URI.create("https://b:9200")),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(20),
                        "indexer",
                        "a secret"));
        assertThat(bind(
                        "clientele.indexer",
                        IndexerProperties.class,
                        Map.of(
                                "clientele.indexer.group", "g",
                                "clientele.indexer.max-records", "5",
                                "clientele.indexer.max-documents", "6",
                                "clientele.indexer.max-lag", "7",
                                "clientele.indexer.max-backoff", "8s",
                                "clientele.indexer.shards", "9",
                                "clientele.indexer.replicas", "2")))
                .isEqualTo(new IndexerProperties("g", 5, 6, 7, Duration.ofSeconds(8), 9, 2));
    }

    @Test
    void passwordIsNotPrinted() {
        var properties =
                new OpenSearchProperties(List.of(), Duration.ZERO, Duration.ZERO, Duration.ZERO, "indexer", "a secret");

        assertThat(properties.toString()).doesNotContain("a secret");
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, type);
    }
}
