package io.clientele.api.organisation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.clientele.api.request.MergePatch;
import io.clientele.organisation.Tenant;
import io.clientele.organisation.TenantChange;
import io.clientele.organisation.TenantSettings;
import java.util.UUID;
import org.springframework.http.ResponseEntity;

/// A tenant with its settings, in one flat object.
record TenantView(
        UUID tenantId,
        String name,
        String status,
        String defaultCountry,
        @JsonUnwrapped TenantSettings settings,
        long version) {
    static TenantView of(Tenant tenant) {
        return new TenantView(
                tenant.id().value(),
                tenant.name(),
                tenant.status(),
                tenant.defaultCountry(),
                tenant.settings(),
                tenant.version());
    }

    static ResponseEntity<TenantView> answer(Tenant tenant) {
        return ResponseEntity.ok().eTag(tag(tenant)).body(of(tenant));
    }

    static String tag(Tenant tenant) {
        return "\"v" + tenant.version() + "\"";
    }

    /// The settings that a body wants changed.
    static TenantChange change(MergePatch patch) {
        patch.requireOnly(
                "default_country",
                "duplicate_policy",
                "inquiry_window_minutes",
                "undo_window_days",
                "deleted_retention_days",
                "activity_retention_days");
        return new TenantChange(
                patch.requiredText("default_country"),
                patch.requiredText("duplicate_policy"),
                patch.requiredNumber("inquiry_window_minutes"),
                patch.requiredNumber("undo_window_days"),
                patch.requiredNumber("deleted_retention_days"),
                patch.requiredNumber("activity_retention_days"));
    }
}
