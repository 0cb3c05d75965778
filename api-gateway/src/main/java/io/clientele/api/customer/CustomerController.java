package io.clientele.api.customer;

import io.clientele.api.request.IfMatch;
import io.clientele.api.request.Pages;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/customers`: the record itself.
@RestController
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
final class CustomerController {
    private final Customers customers;
    private final CustomerUpdates updates;
    private final CustomerList list;

    CustomerController(Customers customers, CustomerUpdates updates, CustomerList list) {
        this.customers = customers;
        this.updates = updates;
        this.list = list;
    }

    /// @param next what to send as `cursor` for the page behind; null on the last
    record Page(List<CustomerView> customers, @Nullable String next) {}

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
    ResponseEntity<CustomerView> find(Actor actor, @PathVariable UUID id) {
        CustomerView found = customers.find(actor, id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        return ResponseEntity.ok().eTag(tag(found)).body(found);
    }

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Page> list(
            Actor actor,
            ListQuery query,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, CustomerList.MAX_LIMIT);
        CustomerList.Page page = list.page(actor, query.filter(), cursor, limit);
        return Pages.answer(new Page(page.customers(), page.next()), page.next());
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

    /// The two views of one version are different texts, hence different tags.
    private static String tag(CustomerView view) {
        return switch (view) {
            case CustomerView.Full full -> "\"v" + full.version() + "\"";
            case CustomerView.Limited limited -> "\"v" + limited.version() + "-limited\"";
        };
    }
}
