package io.clientele.api.security;

import io.clientele.tenant.Actor;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;

/// Who sent the request of this thread, for the rooms that act on requests as a whole.
public final class CurrentCaller {
    private CurrentCaller() {}

    /// Someone of a tenant; empty for operators and for those without a token.
    public static Optional<Actor> member() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                        && known.getPrincipal() instanceof Caller.Member(Actor actor)
                ? Optional.of(actor)
                : Optional.empty();
    }
}
