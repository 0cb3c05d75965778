package io.clientele.api.history;

import io.clientele.api.request.Pages;
import io.clientele.api.security.Allowed;
import io.clientele.customer.CustomerView;
import io.clientele.history.FieldHistory;
import io.clientele.history.HistoryFilter;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/customers/{id}/history`, and `/api/customers/{id}?as_of=`.
@RestController
@RequestMapping(path = "/api/customers/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
final class HistoryController {
    private final FieldHistory history;

    HistoryController(FieldHistory history) {
        this.history = history;
    }

    /// Without a tag: nobody can change what was.
    @GetMapping(params = "as_of")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    CustomerView.Full asOf(Actor actor, @PathVariable UUID id, @RequestParam("as_of") Instant asOf) {
        return history.asOf(actor, id, asOf);
    }

    @GetMapping("/history")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<FieldHistory.Page> history(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(name = "entity_id", required = false) @Nullable UUID entityId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, FieldHistory.MAX_LIMIT);
        FieldHistory.Page page = history.page(actor, id, new HistoryFilter(field, entityId, from, to), cursor, limit);
        return Pages.answer(page, page.next());
    }
}
