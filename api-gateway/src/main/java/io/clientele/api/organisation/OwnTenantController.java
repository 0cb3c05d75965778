package io.clientele.api.organisation;

import io.clientele.api.request.IfMatch;
import io.clientele.api.request.MergePatch;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.organisation.TenantChanges;
import io.clientele.organisation.Tenants;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/tenant`: the tenant of the token, for its admin.
@RestController
@RequestMapping(path = "/api/tenant", produces = MediaType.APPLICATION_JSON_VALUE)
final class OwnTenantController {
    private final Tenants tenants;
    private final TenantChanges changes;

    OwnTenantController(Tenants tenants, TenantChanges changes) {
        this.tenants = tenants;
        this.changes = changes;
    }

    @GetMapping
    @Allowed(Role.ADMIN)
    ResponseEntity<TenantView> find(Actor actor) {
        return TenantView.answer(
                tenants.find(actor.tenantId()).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND)));
    }

    /// A merge patch (RFC 7396) of the settings that are not the operator's.
    @PatchMapping
    @Allowed(Role.ADMIN)
    ResponseEntity<TenantView> configure(
            Actor actor,
            IfMatch ifMatch,
            @RequestBody MergePatch patch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        return TenantView.answer(changes.configure(actor, ifMatch.version(), TenantView.change(patch), requestId));
    }
}
