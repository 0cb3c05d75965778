package io.clientele.api.request;

import io.clientele.operation.TraceContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Has a request worked on as part of its trace, which [RequestLog] gave it.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class TraceScope extends OncePerRequestFilter {
    /// The request attribute that holds the trace.
    static final String ATTRIBUTE = "io.clientele.trace";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(request.getAttribute(ATTRIBUTE) instanceof TraceContext trace)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            trace.<@Nullable Void, Exception>call(() -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
