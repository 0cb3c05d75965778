package io.clientele.access;

import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// What a professional may see of a customer, and why: what [AccessPolicy] decides, and the facts it decides from.
///
/// @param access `full`, `limited` or `none`
/// @param reasons empty where nothing connects the professional with the customer
@JsonNaming(SnakeCaseStrategy.class)
public record AccessExplanation(UUID professionalId, String name, String access, List<Reason> reasons) {
    /// One fact.
    ///
    /// @param because `owner`, `referral_pending`, `referral_accepted`, `referral_declined`, or `inactive`: someone
    ///     inactive sees nothing, whatever else is true of them
    /// @param since when it became so; null for `inactive`
    /// @param byProfessionalId who referred; null where that was an admin or a service, and for other facts
    @JsonNaming(SnakeCaseStrategy.class)
    public record Reason(
            String because,
            @Nullable Instant since,
            @Nullable UUID byProfessionalId) {}

    /// One referral of the customer to the professional.
    ///
    /// @param status `pending`, `accepted` or `declined`
    /// @param since when it came to that status
    /// @param by who referred; null for an admin or a service
    record Referred(String status, Instant since, @Nullable UUID by) {
        boolean isDeclined() {
            return status.equals("declined");
        }
    }

    /// @param active whether the professional is
    /// @param ownerSince null where the professional is not the owner
    static AccessExplanation explain(
            TenantId tenantId,
            UUID professional,
            String name,
            boolean active,
            @Nullable Instant ownerSince,
            List<Referred> referrals) {
        List<Reason> reasons = new ArrayList<>();
        if (!active) {
            reasons.add(new Reason("inactive", null, null));
        }
        if (ownerSince != null) {
            reasons.add(new Reason("owner", ownerSince, null));
        }
        referrals.forEach(
                referral -> reasons.add(new Reason("referral_" + referral.status(), referral.since(), referral.by())));
        Access access = active
                ? AccessPolicy.decide(
                        new Actor(tenantId, professional, Role.PROFESSIONAL, professional),
                        ownerSince == null ? null : professional,
                        referrals.stream().anyMatch(referral -> !referral.isDeclined()))
                : Access.NONE;
        return new AccessExplanation(professional, name, access.name().toLowerCase(Locale.ROOT), reasons);
    }
}
