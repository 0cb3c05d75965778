package io.clientele.api.limit;

import io.clientele.api.problem.ProblemHandler;
import io.clientele.api.security.CurrentCaller;
import io.clientele.problem.ProblemCode;
import io.clientele.tenant.Actor;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Charges each request to its tenant and says in the answer how much is left
/// (draft-ietf-httpapi-ratelimit-headers-10);
/// one too many gets 429 (RFC 6585). Runs behind Spring Security, which knows the tenant.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class RateLimit extends OncePerRequestFilter {
    private static final String POLICY = "\"tenant\"";
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final TenantBuckets buckets;
    private final ProblemHandler problems;

    RateLimit(TenantBuckets buckets, ProblemHandler problems) {
        this.buckets = buckets;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Actor> caller = CurrentCaller.member();
        if (caller.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        ConsumptionProbe probe = buckets.of(caller.get().tenantId()).tryConsumeAndReturnRemaining(1);
        response.setHeader("RateLimit-Policy", POLICY + ";q=" + buckets.quota() + ";w=" + buckets.windowSeconds());
        response.setHeader(
                "RateLimit",
                POLICY + ";r=" + probe.getRemainingTokens() + ";t=" + seconds(probe.getNanosToWaitForReset()));
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(
                HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds(probe.getNanosToWaitForRefill()))));
        problems.write(ProblemCode.RATE_LIMITED, request, response);
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, NANOS);
    }
}
