package io.clientele.api.customer;

import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.customer.CustomerDraft;
import io.clientele.customer.CustomerView;
import io.clientele.customer.Customers;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/customers`: the record itself.
@RestController
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
final class CustomerController {
    private final Customers customers;

    CustomerController(Customers customers) {
        this.customers = customers;
    }

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

    /// The two views of one version are different texts, hence different tags.
    private static String tag(CustomerView view) {
        return switch (view) {
            case CustomerView.Full full -> "\"v" + full.version() + "\"";
            case CustomerView.Limited limited -> "\"v" + limited.version() + "-limited\"";
        };
    }
}
