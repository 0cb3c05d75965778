package io.clientele.api.organisation;

import io.clientele.api.request.IfMatch;
import io.clientele.api.request.MergePatch;
import io.clientele.api.request.Pages;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.contact.EmailAddress;
import io.clientele.organisation.Professional;
import io.clientele.organisation.ProfessionalChange;
import io.clientele.organisation.Professionals;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/professionals`: the admin of a tenant changes them, everyone of the tenant may choose among them.
@RestController
@RequestMapping(path = "/api/professionals", produces = MediaType.APPLICATION_JSON_VALUE)
final class ProfessionalController {
    private final Professionals professionals;

    ProfessionalController(Professionals professionals) {
        this.professionals = professionals;
    }

    record NewProfessional(@Nullable String name) {}

    /// A professional for admins.
    record ProfessionalView(
            UUID professionalId, String name, @Nullable String email, String status, long version) {
        @Override
        public String toString() {
            return "ProfessionalView[professionalId=" + professionalId + "]";
        }
    }

    /// @param professionals with e-mail for admins, without for everyone else
    /// @param next what to send as `cursor` for the page behind; null on the last
    record Page(List<Record> professionals, @Nullable String next) {}

    @PostMapping
    @Allowed(Role.ADMIN)
    ResponseEntity<ProfessionalView> create(
            Actor actor, @RequestBody NewProfessional wanted, @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        Professionals.Created created =
                professionals.create(actor, Objects.requireNonNullElse(wanted.name(), ""), requestId);
        return ResponseEntity.status(created.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(tag(created.professional()))
                .body(view(created.professional()));
    }

    @GetMapping
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Page> list(
            Actor actor,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, Professionals.MAX_LIMIT);
        Professionals.Page page = professionals.page(actor.tenantId(), status, cursor, limit);
        List<Record> views =
                page.professionals().stream().map(each -> view(actor, each)).toList();
        return Pages.answer(new Page(views, page.next()), page.next());
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<Record> find(Actor actor, @PathVariable UUID id) {
        Professional found =
                professionals.find(actor.tenantId(), id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        return ResponseEntity.ok().eTag(tag(found)).body(view(actor, found));
    }

    /// A merge patch (RFC 7396) of name, email and status.
    @PatchMapping("/{id}")
    @Allowed(Role.ADMIN)
    ResponseEntity<ProfessionalView> change(
            Actor actor,
            @PathVariable UUID id,
            IfMatch ifMatch,
            @RequestBody MergePatch patch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        patch.requireOnly("name", "email", "status");
        boolean clearsEmail = patch.has("email") && patch.text("email") == null;
        ProfessionalChange change = new ProfessionalChange(
                patch.requiredText("name"), clearsEmail ? "" : patch.text("email"), patch.requiredText("status"));
        Professional changed = professionals.change(actor, id, ifMatch.version(), change, requestId);
        return ResponseEntity.ok().eTag(tag(changed)).body(view(changed));
    }

    private static Record view(Actor actor, Professional professional) {
        return actor.role() == Role.ADMIN ? view(professional) : Colleague.of(professional);
    }

    private static ProfessionalView view(Professional professional) {
        EmailAddress email = professional.email();
        return new ProfessionalView(
                professional.id(),
                professional.name(),
                email == null ? null : email.value(),
                professional.status(),
                professional.version());
    }

    private static String tag(Professional professional) {
        return "\"v" + professional.version() + "\"";
    }
}
