package io.clientele.api.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.clientele.api.request.IfMatch;
import io.clientele.api.request.MergePatch;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.webhook.Webhook;
import io.clientele.webhook.WebhookDraft;
import io.clientele.webhook.Webhooks;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The endpoints themselves.
@RestController
@RequestMapping(path = "/api/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
final class WebhookController {
    private final Webhooks webhooks;

    WebhookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    record All(List<Webhook> webhooks) {}

    /// An endpoint with its secret, which is shown this once.
    record Shown(@JsonUnwrapped Webhook webhook, String secret) {
        @Override
        public String toString() {
            return "Shown[" + webhook + "]";
        }
    }

    @GetMapping
    @Allowed(Role.ADMIN)
    All list(Actor actor) {
        return new All(webhooks.list(actor.tenantId()));
    }

    @PostMapping
    @Allowed(Role.ADMIN)
    ResponseEntity<Shown> create(
            Actor actor, @RequestBody WebhookDraft draft, @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        Webhooks.WithSecret created = webhooks.create(actor, draft, requestId);
        return ResponseEntity.created(
                        URI.create("/api/webhooks/" + created.webhook().id()))
                .eTag(tag(created.webhook()))
                .body(new Shown(created.webhook(), created.secret()));
    }

    @GetMapping("/{id}")
    @Allowed(Role.ADMIN)
    ResponseEntity<Webhook> find(Actor actor, @PathVariable UUID id) {
        return answer(webhooks.find(actor.tenantId(), id));
    }

    /// A merge patch (RFC 7396) of url, event_types, description and status.
    @PatchMapping("/{id}")
    @Allowed(Role.ADMIN)
    ResponseEntity<Webhook> change(
            Actor actor,
            @PathVariable UUID id,
            IfMatch ifMatch,
            @RequestBody MergePatch patch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        patch.requireOnly("url", "event_types", "description", "status");
        return answer(webhooks.change(actor, id, ifMatch.version(), current -> patched(current, patch), requestId));
    }

    @DeleteMapping("/{id}")
    @Allowed(Role.ADMIN)
    ResponseEntity<Void> delete(
            Actor actor,
            @PathVariable UUID id,
            IfMatch ifMatch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        webhooks.delete(actor, id, ifMatch.version(), requestId);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/secret")
    @Allowed(Role.ADMIN)
    ResponseEntity<Shown> rotate(
            Actor actor, @PathVariable UUID id, @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        Webhooks.WithSecret rotated = webhooks.rotate(actor, id, requestId);
        return ResponseEntity.ok().eTag(tag(rotated.webhook())).body(new Shown(rotated.webhook(), rotated.secret()));
    }

    private static WebhookDraft patched(WebhookDraft current, MergePatch patch) {
        return new WebhookDraft(
                patch.has("url") ? patch.requiredText("url") : current.url(),
                patch.has("event_types") ? patch.texts("event_types") : current.eventTypes(),
                patch.has("description") ? patch.text("description") : current.description(),
                patch.has("status") ? patch.requiredText("status") : current.status());
    }

    private static ResponseEntity<Webhook> answer(Webhook webhook) {
        return ResponseEntity.ok().eTag(tag(webhook)).body(webhook);
    }

    private static String tag(Webhook webhook) {
        return "\"v" + webhook.version() + "\"";
    }
}
