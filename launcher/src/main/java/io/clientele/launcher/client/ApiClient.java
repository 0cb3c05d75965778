package io.clientele.launcher.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The public API of a running platform, as far as the command line uses it. Thread-safe.
/// Every method throws [UnreachableException] when nobody answers and [ApiException] when the answer is a problem.
public final class ApiClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration UPLOAD = Duration.ofHours(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /// @param base for example `http://127.0.0.1:8080`
    public ApiClient(URI base) {
        this.base = base;
    }

    /// The tenant of this name; made when there is none yet.
    ///
    /// @param operatorToken of whoever runs the platform
    public UUID tenant(String name, String operatorToken) {
        return UUID.fromString(post("/api/tenants", Map.of("name", name), operatorToken)
                .path("tenant_id")
                .asString(""));
    }

    /// The professional of this name in the token's tenant; made when there is none yet.
    public UUID professional(String name, String adminToken) {
        return UUID.fromString(post("/api/professionals", Map.of("name", name), adminToken)
                .path("professional_id")
                .asString(""));
    }

    /// Sends a file to be imported.
    ///
    /// @param file what to send
    /// @param mapping JSON that maps headers to fields, or null to let the platform match them
    /// @param dryRun to check everything and keep nothing
    public ImportJob submitImport(Upload file, @Nullable String mapping, boolean dryRun, String token) {
        var body = new MultipartBody(file, mapping);
        HttpRequest.Builder request = request("/api/customers/bulk/import?dry_run=" + dryRun, token)
                .timeout(UPLOAD)
                .header("Content-Type", body.contentType())
                .POST(body.publisher());
        return ImportJob.of(json(send(request)));
    }

    /// How an import stands.
    public ImportJob job(String jobId, String token) {
        return ImportJob.of(json(send(request("/api/customers/bulk/jobs/" + jobId, token))));
    }

    /// Downloads the rows that failed, in the file's own columns with the reasons beside them.
    ///
    /// @throws IOException when the target cannot be written
    public void downloadErrors(String jobId, Path target, String token) throws IOException {
        HttpRequest request = request("/api/customers/bulk/jobs/" + jobId + "/errors.csv", token)
                .timeout(UPLOAD)
                .build();
        HttpResponse<java.io.InputStream> answer = exchange(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var in = answer.body()) {
            if (answer.statusCode() >= 400) {
                throw problem(answer.statusCode(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            Files.copy(in, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The answer to a search, as the API gives it.
    public JsonNode search(String query, int limit, String token) {
        return json(send(request(
                "/api/customers/search?limit=" + limit + "&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8),
                token)));
    }

    /// The first page of the customers whom the token may see, the newest first.
    public JsonNode customers(int limit, String token) {
        return get("/api/customers?limit=" + limit, token);
    }

    /// Gives a customer to another professional, whoever owns it now.
    ///
    /// @param reason what the history says
    public void transfer(String customerId, UUID newOwner, String reason, String token) {
        String path = "/api/customers/" + customerId + "/owner";
        String version = send(request(path, token)).headers().firstValue("ETag").orElse("");
        send(request(path, token)
                .header("Content-Type", "application/json")
                .header("If-Match", version)
                .PUT(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("new_owner_id", newOwner.toString(), "reason", reason)))));
    }

    /// The first page of what the token's professional was told, the latest first.
    public JsonNode notifications(String token) {
        return get("/api/notifications", token);
    }

    /// How the keys stand.
    ///
    /// @param tenant whose data key is asked for too; null for none
    public JsonNode keys(@Nullable String tenant, String operatorToken) {
        String query = tenant == null ? "" : "?tenant=" + URLEncoder.encode(tenant, StandardCharsets.UTF_8);
        return json(send(request("/api/keys" + query, operatorToken)));
    }

    /// Rotates keys.
    ///
    /// @param scope as the API names them: master, wrapping, tenant or subjects
    /// @param tenant the tenant's name; null where the scope needs none
    public JsonNode rotateKeys(String scope, @Nullable String tenant, String operatorToken) {
        Map<String, String> body = tenant == null ? Map.of("scope", scope) : Map.of("scope", scope, "tenant", tenant);
        return post("/api/keys/rotations", body, operatorToken);
    }

    JsonNode get(String path, String token) {
        return json(send(request(path, token)));
    }

    /// @param version that the change is made from
    JsonNode patch(String path, long version, Map<String, ?> body, String token) {
        return json(send(request(path, token)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"v" + version + "\"")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    JsonNode post(String path, Map<String, ?> body, String token) {
        return json(send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json, text/csv");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        HttpResponse<String> answer = exchange(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw problem(answer.statusCode(), answer.body());
        }
        return answer;
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UnreachableException(
                    "no answer from " + base + " (" + e.getClass().getSimpleName()
                            + "). Cure: start the platform with './clientele up --detach', or name its --home.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException("interrupted while waiting for " + base, e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new UncheckedIOException(new IOException(answer.uri() + " did not answer with JSON", e));
        }
    }

    private static ApiException problem(int status, String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            var message = new StringBuilder("%d %s: %s"
                    .formatted(
                            status,
                            problem.path("code").asString(problem.path("title").asString("refused")),
                            problem.path("detail").asString("no detail given")));
            for (JsonNode each : problem.path("errors")) {
                message.append("; ")
                        .append(each.path("pointer").asString(""))
                        .append(": ")
                        .append(each.path("message").asString(""));
            }
            return new ApiException(status, message.toString());
        } catch (JacksonException e) {
            return new ApiException(status, "the API answered " + status);
        }
    }
}
