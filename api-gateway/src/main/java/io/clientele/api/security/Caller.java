package io.clientele.api.security;

import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import java.util.UUID;

/// Whom a verified token stands for.
public sealed interface Caller {
    Role role();

    /// Someone of a tenant.
    record Member(Actor actor) implements Caller {
        @Override
        public Role role() {
            return actor.role();
        }
    }

    /// Who runs the platform; sees no tenant's data.
    record Operator(UUID userId) implements Caller {
        @Override
        public Role role() {
            return Role.OPERATOR;
        }
    }
}
