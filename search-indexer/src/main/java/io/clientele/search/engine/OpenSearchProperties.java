package io.clientele.search.engine;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where OpenSearch is.
///
/// @param uri of one node or several of one cluster; requests move on from a node that does not answer
/// @param connectTimeout how long a node may take to accept a connection
/// @param responseTimeout how long a search may take to answer
/// @param bulkTimeout how long a bulk request may take to answer
/// @param username for HTTP basic authentication; null for none
/// @param password its password; not printed
@ConfigurationProperties("clientele.opensearch")
public record OpenSearchProperties(
        @DefaultValue("http://127.0.0.1:9200") List<URI> uri,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration responseTimeout,
        @DefaultValue("60s") Duration bulkTimeout,
        @Nullable String username,
        @Nullable String password) {
    @Override
    public String toString() {
        return "OpenSearchProperties" + uri;
    }
}
