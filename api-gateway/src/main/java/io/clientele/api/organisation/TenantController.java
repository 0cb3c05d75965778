package io.clientele.api.organisation;

import io.clientele.api.request.IfMatch;
import io.clientele.api.request.MergePatch;
import io.clientele.api.request.Pages;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.api.security.Caller;
import io.clientele.organisation.Tenant;
import io.clientele.organisation.TenantChanges;
import io.clientele.organisation.Tenants;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
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

/// `/api/tenants`: for the operator of the platform.
@RestController
@RequestMapping(path = "/api/tenants", produces = MediaType.APPLICATION_JSON_VALUE)
final class TenantController {
    private static final String DEFAULT_COUNTRY = "CA";
    private static final int MAX_LIMIT = 200;
    private final Tenants tenants;
    private final TenantChanges changes;

    TenantController(Tenants tenants, TenantChanges changes) {
        this.tenants = tenants;
        this.changes = changes;
    }

    record NewTenant(@Nullable String name, @Nullable String defaultCountry) {}

    /// @param next what to send as `cursor` for the page behind; null on the last
    record Page(List<TenantView> tenants, @Nullable String next) {}

    @PostMapping
    @Allowed(Role.OPERATOR)
    ResponseEntity<TenantView> create(@RequestBody NewTenant wanted) {
        Tenants.Created created = tenants.create(
                Objects.requireNonNullElse(wanted.name(), ""),
                Objects.requireNonNullElse(wanted.defaultCountry(), DEFAULT_COUNTRY));
        return ResponseEntity.status(created.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(TenantView.tag(created.tenant()))
                .body(TenantView.of(created.tenant()));
    }

    /// By name; the cursor is the last name of the page before, which the operator knows anyway.
    @GetMapping
    @Allowed(Role.OPERATOR)
    ResponseEntity<Page> list(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) int limit) {
        Pages.requireLimit(limit, MAX_LIMIT);
        if (name != null) {
            List<TenantView> found =
                    tenants.findByName(name).map(TenantView::of).stream().toList();
            return Pages.answer(new Page(found, null), null);
        }
        List<Tenant> found = tenants.page(cursor, limit + 1);
        boolean more = found.size() > limit;
        List<Tenant> page = more ? found.subList(0, limit) : found;
        @Nullable String next = more ? page.getLast().name() : null;
        return Pages.answer(new Page(page.stream().map(TenantView::of).toList(), next), next);
    }

    @GetMapping("/{id}")
    @Allowed(Role.OPERATOR)
    ResponseEntity<TenantView> find(@PathVariable UUID id) {
        return TenantView.answer(
                tenants.find(new TenantId(id)).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND)));
    }

    /// A merge patch (RFC 7396) of the settings.
    @PatchMapping("/{id}")
    @Allowed(Role.OPERATOR)
    ResponseEntity<TenantView> configure(
            Caller.Operator operator,
            @PathVariable UUID id,
            IfMatch ifMatch,
            @RequestBody MergePatch patch,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        return TenantView.answer(changes.configure(
                operator.userId(), new TenantId(id), ifMatch.version(), TenantView.change(patch), requestId));
    }

    /// Asked again, it changes nothing.
    @PostMapping("/{id}/suspend")
    @Allowed(Role.OPERATOR)
    ResponseEntity<TenantView> suspend(
            Caller.Operator operator, @PathVariable UUID id, @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        return TenantView.answer(changes.suspend(operator.userId(), new TenantId(id), requestId));
    }

    /// Asked again, it changes nothing.
    @PostMapping("/{id}/activate")
    @Allowed(Role.OPERATOR)
    ResponseEntity<TenantView> activate(
            Caller.Operator operator, @PathVariable UUID id, @RequestAttribute(RequestId.ATTRIBUTE) String requestId) {
        return TenantView.answer(changes.activate(operator.userId(), new TenantId(id), requestId));
    }
}
