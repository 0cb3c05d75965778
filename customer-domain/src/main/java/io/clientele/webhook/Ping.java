package io.clientele.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.Json;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// An event that says nothing, for trying out a receiver: a CloudEvent like the others.
///
/// @param body the document that is posted
record Ping(UUID id, Instant at, String body) {
    static final String TYPE = "webhook.ping";
    /// How long what an admin asked for is kept.
    static final Duration KEEP = Duration.ofDays(30);

    static Ping create(TenantId tenantId, UUID webhook, Instant at) {
        UUID id = Ids.next();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("specversion", "1.0");
        document.put("id", id.toString());
        document.put("type", TYPE);
        document.put("source", "/tenants/" + tenantId);
        document.put("subject", webhook.toString());
        document.put("time", at.toString());
        document.put("datacontenttype", "application/json");
        document.put("tenantid", tenantId.toString());
        document.put("data", Map.of("webhook_id", webhook.toString()));
        return new Ping(id, at, new String(Json.write(document), UTF_8));
    }
}
