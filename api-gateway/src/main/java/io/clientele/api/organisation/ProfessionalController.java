package io.clientele.api.organisation;

import io.clientele.api.security.Allowed;
import io.clientele.organisation.Professional;
import io.clientele.organisation.Professionals;
import io.clientele.tenant.Actor;
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

/// `/api/professionals`: for the admin of a tenant.
@RestController
@RequestMapping(path = "/api/professionals", produces = MediaType.APPLICATION_JSON_VALUE)
final class ProfessionalController {
    private final Professionals professionals;

    ProfessionalController(Professionals professionals) {
        this.professionals = professionals;
    }

    record NewProfessional(@Nullable String name) {}

    record ProfessionalView(UUID professionalId, String name, String status) {}

    @PostMapping
    @Allowed(Role.ADMIN)
    ResponseEntity<ProfessionalView> create(Actor actor, @RequestBody NewProfessional wanted) {
        Professionals.Created created =
                professionals.create(actor.tenantId(), Objects.requireNonNullElse(wanted.name(), ""));
        Professional professional = created.professional();
        return ResponseEntity.status(created.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new ProfessionalView(professional.id(), professional.name(), professional.status()));
    }
}
