package io.clientele.api.customer;

import io.clientele.api.request.DraftPatch;
import io.clientele.api.request.IfMatch;
import io.clientele.api.request.Pages;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.api.selection.Selection;
import io.clientele.customer.CustomerDraft;
import io.clientele.customer.CustomerList;
import io.clientele.customer.CustomerUpdates;
import io.clientele.customer.CustomerView;
import io.clientele.customer.Customers;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `/api/customers`: the record itself.
@RestController
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
final class CustomerController {
    private final Customers customers;
    private final CustomerUpdates updates;
    private final CustomerList list;
    private final JsonMapper json;

    CustomerController(Customers customers, CustomerUpdates updates, CustomerList list, JsonMapper json) {
        this.customers = customers;
        this.updates = updates;
        this.list = list;
        this.json = json;
    }

    /// @param next what to send as `cursor` for the page behind; null on the last
    record Page(List<Object> customers, @Nullable String next) {}

    @PostMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<CustomerView> create(
            Actor actor, @RequestBody CustomerDraft draft, @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        CustomerView.Full created = customers.create(actor, draft, requestId);
        return ResponseEntity.created(URI.create("/api/customers/" + created.id()))
                .eTag(tag(created))
                .body(created);
    }

    /// Spring answers 304 by itself where `If-None-Match` has the tag.
    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Object> find(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String fields) {
        Selection selection = Selection.of(view, fields);
        CustomerView found = customers.find(actor, id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        return ResponseEntity.ok().eTag(selection.tag(found)).body(selection.shown(found, json));
    }

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Page> list(
            Actor actor,
            ListQuery query,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String fields) {
        Selection selection = Selection.of(view, fields);
        Pages.requireLimit(limit, CustomerList.MAX_LIMIT);
        CustomerList.Page page = list.page(actor, query.filter(), cursor, limit);
        List<Object> shown = page.customers().stream()
                .map(each -> selection.shown(each, json))
                .toList();
        return Pages.answer(new Page(shown, page.next()), page.next());
    }

    /// Replaces the record; fields that are left out are cleared.
    @PutMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<CustomerView> replace(
            Actor actor,
            @PathVariable UUID id,
            IfMatch ifMatch,
            @RequestBody CustomerDraft draft,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        CustomerView.Full changed = updates.replace(actor, id, ifMatch.version(), draft, requestId);
        return ResponseEntity.ok().eTag(tag(changed)).body(changed);
    }

    /// Changes what the body names (RFC 7396): null clears, what is absent stays.
    @PatchMapping(
            path = "/{id}",
            consumes = {DraftPatch.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<CustomerView> change(
            Actor actor,
            @PathVariable UUID id,
            IfMatch ifMatch,
            @RequestBody ObjectNode patch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        CustomerView.Full changed = updates.change(
                actor,
                id,
                ifMatch.version(),
                draft -> DraftPatch.apply(json, patch, draft, CustomerDraft.class),
                requestId);
        return ResponseEntity.ok().eTag(tag(changed)).body(changed);
    }

    @DeleteMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Void> delete(
            Actor actor,
            @PathVariable UUID id,
            IfMatch ifMatch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        updates.delete(actor, id, ifMatch.version(), requestId);
        return ResponseEntity.noContent()
                .eTag("\"v" + (ifMatch.version() + 1) + "\"")
                .build();
    }

    @PostMapping("/{id}/restore")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<CustomerView> restore(
            Actor actor,
            @PathVariable UUID id,
            IfMatch ifMatch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        CustomerView.Full restored = updates.restore(actor, id, ifMatch.version(), requestId);
        return ResponseEntity.ok().eTag(tag(restored)).body(restored);
    }

    private static String tag(CustomerView.Full view) {
        return new Selection(false, null).tag(view);
    }
}
