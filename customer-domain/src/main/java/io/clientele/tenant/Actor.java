package io.clientele.tenant;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is asking.
///
/// @param tenantId the tenant of the token
/// @param userId the token's subject
/// @param role the strongest role of the token
/// @param professionalId the professional that the user is; null for admins and services that are none
public record Actor(
        TenantId tenantId, UUID userId, Role role, @Nullable UUID professionalId) {
    public Actor {
        if (role == Role.PROFESSIONAL && professionalId == null) {
            throw new IllegalArgumentException("a professional's token must name the professional");
        }
        if (role == Role.OPERATOR) {
            throw new IllegalArgumentException("an operator acts for no tenant");
        }
    }

    /// Whether the actor may see and change every customer of the tenant.
    public boolean seesWholeTenant() {
        return role == Role.ADMIN || role == Role.SERVICE;
    }
}
