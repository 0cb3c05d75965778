package io.clientele.api.organisation;

import io.clientele.api.security.Allowed;
import io.clientele.api.security.Caller;
import io.clientele.api.security.Endpoints;
import io.clientele.organisation.Professionals;
import io.clientele.organisation.Tenants;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/me`: whom the token stands for.
@RestController
@RequestMapping(path = "/api/me", produces = MediaType.APPLICATION_JSON_VALUE)
final class MeController {
    private final Tenants tenants;
    private final Professionals professionals;
    private final Endpoints endpoints;

    MeController(Tenants tenants, Professionals professionals, Endpoints endpoints) {
        this.tenants = tenants;
        this.professionals = professionals;
        this.endpoints = endpoints;
    }

    /// @param roles those that count: the strongest of the token, and `professional` beside it for who is one
    /// @param tenant null for the operator
    /// @param professional null for who is none
    /// @param may the endpoints that the role may call; what becomes of a call depends on the record
    record Me(
            UUID userId,
            List<String> roles,
            @Nullable TenantName tenant,
            @Nullable Colleague professional,
            List<String> may) {}

    record TenantName(UUID tenantId, String name, String defaultCountry) {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE, Role.OPERATOR})
    Me me(Caller caller) {
        List<String> may = endpoints.of(caller.role());
        return switch (caller) {
            case Caller.Operator(UUID userId) -> new Me(userId, List.of(Role.OPERATOR.text()), null, null, may);
            case Caller.Member(Actor actor) ->
                new Me(actor.userId(), roles(actor), tenant(actor), professional(actor), may);
        };
    }

    private static List<String> roles(Actor actor) {
        Stream<Role> both = actor.professionalId() == null
                ? Stream.of(actor.role())
                : Stream.of(actor.role(), Role.PROFESSIONAL).distinct();
        return both.map(Role::text).toList();
    }

    private @Nullable TenantName tenant(Actor actor) {
        return tenants.find(actor.tenantId())
                .map(tenant -> new TenantName(tenant.id().value(), tenant.name(), tenant.defaultCountry()))
                .orElse(null);
    }

    private @Nullable Colleague professional(Actor actor) {
        UUID id = actor.professionalId();
        return id == null
                ? null
                : professionals.find(actor.tenantId(), id).map(Colleague::of).orElse(null);
    }
}
