package io.clientele.api.security;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets a caller through to an endpoint whose [Allowed] names the caller's role, and whose tenant is in good standing.
final class RoleGate implements HandlerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(RoleGate.class);
    private final Standing standing;

    RoleGate(Standing standing) {
        this.standing = standing;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Caller caller = caller();
        if (!isAllowed(caller, handler)) {
            LOG.info("refused: {} may not call this", caller.role().text());
            throw new ProblemException(ProblemCode.FORBIDDEN);
        }
        switch (caller) {
            case Caller.Member member -> standing.require(member.actor());
            case Caller.Operator ignored -> {}
        }
        return true;
    }

    /// The caller of this thread's request.
    static Caller caller() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known) {
            return known.getPrincipal();
        }
        throw new ProblemException(ProblemCode.UNAUTHENTICATED);
    }

    private static boolean isAllowed(Caller caller, Object handler) {
        return handler instanceof HandlerMethod method && Endpoints.isAllowed(method, caller.role());
    }
}
