package io.clientele.api.organisation;

import io.clientele.api.security.Allowed;
import io.clientele.organisation.Tenant;
import io.clientele.organisation.Tenants;
import io.clientele.tenant.Role;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/api/tenants`: for the operator of the platform.
@RestController
@RequestMapping(path = "/api/tenants", produces = MediaType.APPLICATION_JSON_VALUE)
final class TenantController {
    private static final String DEFAULT_COUNTRY = "CA";
    private final Tenants tenants;

    TenantController(Tenants tenants) {
        this.tenants = tenants;
    }

    record NewTenant(@Nullable String name, @Nullable String defaultCountry) {}

    record TenantView(UUID tenantId, String name, String status, String defaultCountry) {}

    @PostMapping
    @Allowed(Role.OPERATOR)
    ResponseEntity<TenantView> create(@RequestBody NewTenant wanted) {
        Tenants.Created created = tenants.create(
                Objects.requireNonNullElse(wanted.name(), ""),
                Objects.requireNonNullElse(wanted.defaultCountry(), DEFAULT_COUNTRY));
        Tenant tenant = created.tenant();
        return ResponseEntity.status(created.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new TenantView(tenant.id().value(), tenant.name(), tenant.status(), tenant.defaultCountry()));
    }
}
