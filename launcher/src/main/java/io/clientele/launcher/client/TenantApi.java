package io.clientele.launcher.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the operator of a platform does with its tenants. Throws what [ApiClient] throws.
public final class TenantApi {
    private static final String TENANTS = "/api/tenants";
    private final ApiClient api;
    private final String token;

    /// @param token of the operator
    public TenantApi(ApiClient api, String token) {
        this.api = api;
        this.token = token;
    }

    /// All tenants, by name.
    public List<JsonNode> all() {
        List<JsonNode> tenants = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get(TENANTS + "?limit=200" + cursor, token);
            page.path("tenants").forEach(tenants::add);
            String next = page.path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + encode(next);
        } while (!cursor.isEmpty());
        return tenants;
    }

    /// The tenant of this name.
    ///
    /// @throws ApiException when there is none
    public JsonNode named(String name) {
        JsonNode found = api.get(TENANTS + "?name=" + encode(name), token).path("tenants");
        if (found.isEmpty()) {
            throw new ApiException(404, "there is no tenant named " + name);
        }
        return found.get(0);
    }

    /// Makes the tenant, or answers with the one of that name.
    ///
    /// @param country where its customers live unless their record says otherwise; null for the platform's default
    public JsonNode create(String name, @Nullable String country) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("name", name);
        if (country != null) {
            body.put("default_country", country);
        }
        return api.post(TENANTS, body, token);
    }

    /// Changes settings, from the version that the tenant has now.
    ///
    /// @param settings names as in the API; whole numbers as such
    public JsonNode configure(String name, Map<String, ?> settings) {
        JsonNode tenant = named(name);
        return api.patch(path(tenant), tenant.path("version").asLong(), settings, token);
    }

    public JsonNode suspend(String name) {
        return api.post(path(named(name)) + "/suspend", Map.of(), token);
    }

    public JsonNode activate(String name) {
        return api.post(path(named(name)) + "/activate", Map.of(), token);
    }

    private static String path(JsonNode tenant) {
        return TENANTS + "/" + tenant.path("tenant_id").asString("");
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
