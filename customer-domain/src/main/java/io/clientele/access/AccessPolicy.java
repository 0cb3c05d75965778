package io.clientele.access;

import io.clientele.tenant.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The access policy of REQ-CM-B016, asked by every path: REST, search, exports, activities, notifications.
public final class AccessPolicy {
    private AccessPolicy() {}

    /// @param ownerProfessionalId the customer's owner; null when there is none
    /// @param referred whether the customer was referred to the viewer and the referral was not declined
    public static Access decide(Actor viewer, @Nullable UUID ownerProfessionalId, boolean referred) {
        if (viewer.seesWholeTenant()) {
            return Access.FULL;
        }
        if (ownerProfessionalId != null && ownerProfessionalId.equals(viewer.professionalId())) {
            return Access.FULL;
        }
        return referred ? Access.LIMITED : Access.NONE;
    }
}
