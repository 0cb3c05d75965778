package io.clientele.search.engine;

import io.clientele.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5Transport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// One OpenSearch cluster over HTTP. Connects with the first request, so that an application starts without it.
/// Thread-safe.
public final class SearchEngine implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";

    private final OpenSearchProperties properties;
    private final Duration responseTimeout;
    private @Nullable ApacheHttpClient5Transport transport;

    private SearchEngine(OpenSearchProperties properties, Duration responseTimeout) {
        this.properties = properties;
        this.responseTimeout = responseTimeout;
    }

    /// For what a person waits for.
    public static SearchEngine interactive(OpenSearchProperties properties) {
        return new SearchEngine(properties, properties.responseTimeout());
    }

    /// For bulk requests.
    public static SearchEngine bulk(OpenSearchProperties properties) {
        return new SearchEngine(properties, properties.bulkTimeout());
    }

    /// What OpenSearch answered, whatever its status.
    ///
    /// @param status of HTTP
    /// @param body JSON; a missing node where there is none
    public record Answer(int status, JsonNode body) {
        public boolean ok() {
            return status < 300;
        }

        /// Whether the same request may succeed later: too busy, starting, or failing.
        public boolean retriable() {
            return status == 429 || status >= 500;
        }

        /// The name of the error, for example `index_not_found_exception`; never its text, which may quote values.
        public String errorType() {
            return body.path("error").path("type").asString("status " + status);
        }
    }

    /// Sends a request without a body.
    ///
    /// @throws IOException when no node answers in time
    public Answer send(String method, String path) throws IOException {
        return send(method, path, null, JSON);
    }

    /// Sends JSON.
    ///
    /// @throws IOException when no node answers in time
    public Answer send(String method, String path, Object json) throws IOException {
        return send(method, path, Json.write(json), JSON);
    }

    /// Sends the lines of a bulk request.
    ///
    /// @throws IOException when no node answers in time
    public Answer sendLines(String path, byte[] lines) throws IOException {
        return send("POST", path, lines, NDJSON);
    }

    private Answer send(String method, String path, byte @Nullable [] body, String contentType) throws IOException {
        int question = path.indexOf('?');
        var request = Requests.builder()
                .method(method)
                .endpoint(question < 0 ? path : path.substring(0, question))
                .query(question < 0 ? Map.of() : parameters(path.substring(question + 1)));
        if (body != null) {
            request = request.body(Body.from(body, contentType));
        }
        try (Response response = new OpenSearchGenericClient(transport()).execute(request.build())) {
            return new Answer(response.getStatus(), read(response));
        }
    }

    private static JsonNode read(Response response) {
        byte[] bytes = response.getBody().map(Body::bodyAsBytes).orElse(new byte[0]);
        return bytes.length == 0 ? JsonNodeFactory.instance.missingNode() : Json.read(bytes);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(
                    equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "true" : pair.substring(equals + 1));
        }
        return parameters;
    }

    private synchronized ApacheHttpClient5Transport transport() {
        if (transport == null) {
            transport = connect();
        }
        return transport;
    }

    private ApacheHttpClient5Transport connect() {
        HttpHost[] nodes = properties.uri().stream().map(SearchEngine::node).toArray(HttpHost[]::new);
        return ApacheHttpClient5TransportBuilder.builder(nodes)
                .setDefaultHeaders(headers())
                .setConnectionConfigCallback(connection -> connection
                        .setConnectTimeout(Timeout.of(properties.connectTimeout()))
                        .setSocketTimeout(Timeout.of(responseTimeout))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1)))
                .setRequestConfigCallback(request -> request.setResponseTimeout(Timeout.of(responseTimeout))
                        .setConnectionRequestTimeout(Timeout.of(properties.connectTimeout())))
                .setHttpClientConfigCallback(
                        client -> client.disableAutomaticRetries().disableCookieManagement())
                .build();
    }

    private static HttpHost node(URI uri) {
        return new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
    }

    private Header[] headers() {
        if (properties.username() == null) {
            return new Header[0];
        }
        String login = properties.username() + ":" + Objects.requireNonNullElse(properties.password(), "");
        String token = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return new Header[] {new BasicHeader("Authorization", "Basic " + token)};
    }

    @Override
    public synchronized void close() {
        if (transport != null) {
            try {
                transport.close();
            } catch (IOException ignored) {
                // nothing more can be done about a connection that is being given up
            }
            transport = null;
        }
    }
}
