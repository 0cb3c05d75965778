package io.clientele.api.request;

import io.clientele.operation.TraceContext;
import io.clientele.tenant.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// Gives each request its id and its trace (header, log lines, operation), each answer the headers that all have, and
/// writes one log line: method, the pattern of the address (never the address itself), status, milliseconds.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestLog extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final String TRACEPARENT = "traceparent";
    private static final String MDC_TRACE = "trace_id";
    private static final String MDC_KEY = "request_id";

    /// Spring flushes each answer before the container may end it: in two packets, and in chunks, since its
    /// length is not known yet. What is flushed as a stream still is.
    private static final class Whole extends HttpServletResponseWrapper {
        Whole(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void flushBuffer() throws IOException {
            // The container flushes at the end; but the end of a stream of events is far away.
            String type = getContentType();
            if (type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE)) {
                super.flushBuffer();
            }
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable String given = request.getHeader(RequestId.HEADER);
        String id = given != null && RequestId.isHarmless(given)
                ? given
                : Ids.next().toString();
        request.setAttribute(RequestId.ATTRIBUTE, id);
        response.setHeader(RequestId.HEADER, id);
        TraceContext trace = TraceContext.parse(request.getHeader(TRACEPARENT)).orElseGet(TraceContext::begin);
        request.setAttribute(TraceScope.ATTRIBUTE, trace);
        response.setHeader(TRACEPARENT, trace.traceparent());
        MDC.put(MDC_TRACE, trace.traceId());
        response.setHeader(ApiVersion.HEADER, ApiVersion.CURRENT);
        // Here and not left to Spring Security, which leaves it out of 304.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        long began = System.nanoTime();
        MDC.put(MDC_KEY, id);
        try {
            chain.doFilter(request, new Whole(response));
        } finally {
            Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            LOG.info(
                    "{} {} {} {} ms",
                    request.getMethod(),
                    pattern == null ? "(no endpoint)" : pattern,
                    response.getStatus(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            MDC.remove(MDC_KEY);
            MDC.remove(MDC_TRACE);
        }
    }
}
