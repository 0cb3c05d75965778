package io.clientele.api.webhook;

import io.clientele.api.request.Pages;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.webhook.Delivery;
import io.clientele.webhook.DeliveryLog;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What was posted to an endpoint, and the wish to have something posted: it is posted a moment later, by the stream.
@RestController
@RequestMapping(path = "/api/webhooks/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
final class DeliveryController {
    private final DeliveryLog log;

    DeliveryController(DeliveryLog log) {
        this.log = log;
    }

    /// @param next what to send as `cursor` for the page behind; null on the last
    record Page(List<Delivery> deliveries, @Nullable String next) {}

    @GetMapping("/deliveries")
    @Allowed(Role.ADMIN)
    ResponseEntity<Page> list(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, DeliveryLog.MAX_LIMIT);
        DeliveryLog.Page page = log.page(actor.tenantId(), id, status, cursor, limit);
        return Pages.answer(new Page(page.deliveries(), page.next()), page.next());
    }

    @PostMapping("/deliveries/{did}/resend")
    @Allowed(Role.ADMIN)
    ResponseEntity<Delivery> resend(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID did,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        return ResponseEntity.accepted().body(log.resend(actor, id, did, requestId));
    }

    @PostMapping("/test")
    @Allowed(Role.ADMIN)
    ResponseEntity<Delivery> test(
            Actor actor, @PathVariable UUID id, @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        return ResponseEntity.accepted().body(log.ping(actor, id, requestId));
    }
}
