package io.clientele.launcher.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What an admin of a tenant, or the operator of the platform, does with dead letters. Throws what [ApiClient] throws.
public final class DeadLetterApi {
    private static final String LETTERS = "/api/dead-letters";
    private final ApiClient api;
    private final String token;

    /// @param token of an admin, or of the operator for letters that name no tenant
    public DeadLetterApi(ApiClient api, String token) {
        this.api = api;
        this.token = token;
    }

    /// The newest letters.
    ///
    /// @param filter parameters as the API names them
    /// @param most how many at most
    public List<JsonNode> list(Map<String, String> filter, int most) {
        StringBuilder query = new StringBuilder(LETTERS + "?limit=" + Math.min(most, 200));
        filter.forEach((name, value) ->
                query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        List<JsonNode> letters = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get(query + cursor, token);
            page.path("dead_letters").forEach(letters::add);
            String next = page.path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty() && letters.size() < most);
        return letters.subList(0, Math.min(most, letters.size()));
    }

    /// One letter with its record.
    public JsonNode show(String id) {
        return api.get(path(id), token);
    }

    /// Has one sent again.
    public JsonNode redrive(String id) {
        return api.post(path(id) + "/redrive", Map.of(), token);
    }

    /// Has all sent again that wait and fit the filter.
    ///
    /// @return how many
    public int redriveAll(Map<String, String> filter) {
        return api.post(LETTERS + "/redrive", new LinkedHashMap<>(filter), token)
                .path("requested")
                .asInt(0);
    }

    /// Gives one up.
    ///
    /// @param reason as the API names them
    public JsonNode discard(String id, String reason) {
        return api.post(path(id) + "/discard", Map.of("reason", reason), token);
    }

    private static String path(String id) {
        return LETTERS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
