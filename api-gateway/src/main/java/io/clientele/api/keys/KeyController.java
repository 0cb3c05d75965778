package io.clientele.api.keys;

import io.clientele.api.security.Allowed;
import io.clientele.organisation.Tenant;
import io.clientele.organisation.Tenants;
import io.clientele.pii.KeyRotation;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/keys`: only the gateway may write key rows, so that rotation is a request to it.
@RestController
@RequestMapping(path = "/api/keys", produces = MediaType.APPLICATION_JSON_VALUE)
final class KeyController {
    // About how many customers' keys one request wraps anew: some seconds.
    private static final int SUBJECTS = 50_000;

    private final KeyRotation rotation;
    private final Tenants tenants;

    KeyController(KeyRotation rotation, Tenants tenants) {
        this.rotation = rotation;
        this.tenants = tenants;
    }

    record Rotation(@Nullable String scope, @Nullable String tenant) {}

    record KeysView(KeyRotation.@Nullable MasterStatus master, KeyRotation.@Nullable TenantStatus tenant) {}

    @GetMapping
    @Allowed(Role.OPERATOR)
    KeysView status(@RequestParam(required = false) @Nullable String tenant) {
        return new KeysView(rotation.masterStatus(), tenant == null ? null : rotation.tenantStatus(named(tenant)));
    }

    @PostMapping("/rotations")
    @Allowed(Role.OPERATOR)
    KeysView rotate(@RequestBody Rotation wanted) {
        return switch (wanted.scope()) {
            case "master" -> new KeysView(rotation.rotateMaster(), null);
            case "wrapping" -> new KeysView(rotation.rewrapTenants(), null);
            case "tenant" -> {
                TenantId tenantId = named(wanted.tenant());
                rotation.rotateTenant(tenantId);
                yield new KeysView(null, rotation.rewrapSubjects(tenantId, SUBJECTS));
            }
            case "subjects" -> new KeysView(null, rotation.rewrapSubjects(named(wanted.tenant()), SUBJECTS));
            case null, default -> throw wrong("scope", "one of master, wrapping, tenant, subjects");
        };
    }

    private TenantId named(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw wrong("tenant", "the name of a tenant");
        }
        return tenants.findByName(name).map(Tenant::id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private static ProblemException wrong(String field, String expected) {
        return new ProblemException(
                ProblemCode.MALFORMED_REQUEST,
                "The request is not complete.",
                List.of(new FieldError(field, ProblemCode.INVALID_CHOICE, expected)));
    }
}
