package io.clientele.api.ownership;

import io.clientele.access.AccessExplanation;
import io.clientele.access.AccessReport;
import io.clientele.api.security.Allowed;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/customers/{id}/access`: who may see a customer, and why.
@RestController
@RequestMapping(path = "/api/customers/{id}/access", produces = MediaType.APPLICATION_JSON_VALUE)
final class AccessController {
    private final AccessReport report;

    AccessController(AccessReport report) {
        this.report = report;
    }

    /// @param wholeTenantRoles who sees every customer of the tenant in full, hence this one
    record Viewers(UUID customerId, List<String> wholeTenantRoles, List<AccessExplanation> professionals) {}

    /// Of one professional, or of everyone who may see anything.
    @GetMapping
    @Allowed(Role.ADMIN)
    Viewers explain(Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID professional) {
        return new Viewers(id, List.of(Role.ADMIN.text(), Role.SERVICE.text()), report.of(actor, id, professional));
    }
}
