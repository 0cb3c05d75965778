package io.clientele.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.database.DatabaseRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One gateway for all tests of the module: the application itself, on a database of its own, asked over HTTP. Every
/// answer has to be as `openapi.yaml` describes it.
public final class Gateway implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestDatabase database = TestDatabase.create();
    private final TestIssuer issuer = new TestIssuer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiContract contract = new ApiContract();
    private final Path home;
    private final int searchPort;
    private final ServletWebServerApplicationContext context;

    private Gateway() throws IOException {
        home = Files.createTempDirectory("gateway-it");
        Path keys = Files.writeString(home.resolve("issuer.jwks"), issuer.publicKeys());
        searchPort = freePort();
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(ApiGatewayApplication.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + DatabaseRole.GATEWAY.roleName(),
                        "--spring.datasource.password=" + database.password(DatabaseRole.GATEWAY),
                        "--spring.datasource.hikari.connection-timeout=1000",
                        "--clientele.keys.master-key-file=" + home.resolve("master-key.json"),
                        "--clientele.keys.create-if-missing=true",
                        "--clientele.storage.directory=" + storage(),
                        "--clientele.opensearch.uri=http://127.0.0.1:" + searchPort,
                        "--clientele.security.issuer=" + TestIssuer.ISSUER,
                        "--clientele.security.jwks-file=" + keys,
                        "--clientele.security.local-issuer-allowed=true",
                        "--clientele.security.standing-ttl=0s",
                        "--clientele.api.max-body=16KB",
                        "--clientele.api.max-upload=1MB");
    }

    /// An answer.
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String code() {
            return json().path("code").asString();
        }
    }

    /// A tenant with an admin.
    public record TestTenant(UUID id, String admin) {}

    public TestTenant tenant() {
        String operator = issuer.token(Map.of("roles", new String[] {"operator"}));
        Answer created = send("POST", "/api/tenants", operator, "{\"name\":\"t-" + UUID.randomUUID() + "\"}");
        UUID id = UUID.fromString(created.json().path("tenant_id").asString());
        return new TestTenant(id, token(id, "admin"));
    }

    /// A token of a new professional of the tenant.
    public String professional(TestTenant tenant) {
        Answer created =
                send("POST", "/api/professionals", tenant.admin(), "{\"name\":\"p-" + UUID.randomUUID() + "\"}");
        String id = created.json().path("professional_id").asString();
        return issuer.token(Map.of(
                "tenant_id", tenant.id().toString(), "roles", new String[] {"professional"}, "professional_id", id));
    }

    public String token(UUID tenant, String role) {
        return issuer.token(Map.of("tenant_id", tenant.toString(), "roles", new String[] {role}));
    }

    public TestIssuer issuer() {
        return issuer;
    }

    public Answer get(String path, String token, String... headers) {
        return send("GET", path, token, BodyPublishers.noBody(), headers);
    }

    public Answer send(String method, String path, String token, String json, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send(method, path, token, BodyPublishers.ofString(json), all);
    }

    /// @param token empty for none
    public Answer send(String method, String path, String token, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            Answer answer = new Answer(http.send(request.build(), BodyHandlers.ofString(UTF_8)));
            contract.check(method, path, answer.response());
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getWebServer().getPort() + path);
    }

    public Answer health(String path) throws IOException, InterruptedException {
        String port = context.getBean(Environment.class).getProperty("local.management.port");
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health" + path);
        return new Answer(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString(UTF_8)));
    }

    /// An HTTP server where the gateway looks for OpenSearch, which gives this answer to every question.
    public HttpServer searchAnswering(String json) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", searchPort), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = json.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, isHead ? -1 : body.length);
            if (!isHead) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public Path storage() {
        return home.resolve("storage");
    }

    public TestDatabase database() {
        return database;
    }

    /// Sees every tenant's rows.
    public Connection superuser() throws SQLException {
        return database.connectAsSuperuser();
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Gives tests the gateway; the first to ask starts it, the end of the run closes it.
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Gateway.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(
                            Gateway.class,
                            type -> {
                                try {
                                    return new Gateway();
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            },
                            Gateway.class);
        }
    }
}
