package io.clientele.launcher.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks actuators how they are. Thread-safe.
public final class Health {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    /// Whether somebody there speaks HTTP, whatever the answer.
    public boolean answersHttp(String url) {
        return get(url).isPresent();
    }

    /// Whether the health endpoint says that all is well.
    public boolean isUp(String url) {
        return get(url).map(HttpResponse::statusCode).orElse(0) == 200;
    }

    /// The status that the endpoint tells: `UP`, `DOWN`, `OUT_OF_SERVICE`; with the components that are not up, for
    /// example `DOWN (kafka)`; `no answer` when there is none.
    public String describe(String url) {
        return get(url).map(answer -> described(answer.body())).orElse("no answer");
    }

    private static String described(String body) {
        try {
            JsonNode health = JSON.readTree(body);
            String ill = health.path("components")
                    .propertyStream()
                    .filter(each ->
                            !each.getValue().path("status").asString("UP").equals("UP"))
                    .map(java.util.Map.Entry::getKey)
                    .sorted()
                    .collect(java.util.stream.Collectors.joining(", "));
            String status = health.path("status").asString("unknown");
            return ill.isEmpty() ? status : status + " (" + ill + ")";
        } catch (JacksonException e) {
            return "unknown";
        }
    }

    private Optional<HttpResponse<String>> get(String url) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
