package io.clientele.api.problem;

import io.clientele.api.request.RequestId;
import io.clientele.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.json.JsonMapper;

/// The only exception handler: whatever a request ends in, the caller gets a problem with a code and the request's id.
/// Filters, which run outside of Spring MVC, use [#write].
@RestControllerAdvice
public final class ProblemHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private final MeterRegistry meters;
    private final JsonMapper json;

    ProblemHandler(MeterRegistry meters, JsonMapper json) {
        this.meters = meters;
        this.json = json;
    }

    @ExceptionHandler(Throwable.class)
    @Nullable
    ResponseEntity<Problem> handle(Throwable thrown, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            LOG.warn("an answer broke off after it had begun: {}", SafeTrace.of(thrown));
            return null;
        }
        Refusal refusal = Refusals.of(thrown);
        if (refusal.code() == ProblemCode.INTERNAL_ERROR) {
            LOG.error("unexpected: {}", SafeTrace.of(thrown));
        }
        Problem problem = problem(refusal, request);
        response.resetBuffer();
        return ResponseEntity.status(problem.status())
                .headers(refusal.headers())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /// Answers with a problem from a filter. The status and headers that were set already stay, the status apart.
    public void write(ProblemCode code, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(Refusal.of(code), request, response);
    }

    void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Problem problem = problem(refusal, request);
        response.setStatus(problem.status());
        refusal.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    private Problem problem(Refusal refusal, HttpServletRequest request) {
        meters.counter("clientele.problems", "code", refusal.code().name()).increment();
        return Problem.of(refusal.code(), refusal.detail(), refusal.errors(), refusal.see(), RequestId.of(request));
    }
}
