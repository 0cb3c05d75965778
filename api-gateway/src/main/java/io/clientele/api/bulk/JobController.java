package io.clientele.api.bulk;

import io.clientele.api.security.Allowed;
import io.clientele.bulk.BulkJob;
import io.clientele.bulk.BulkJobs;
import io.clientele.bulk.BulkRowError;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/api/customers/bulk/jobs/{id}`: how a job stands and which rows failed. A professional sees own jobs only.
@RestController
@RequestMapping(path = JobController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
final class JobController {
    static final String PATH = "/api/customers/bulk/jobs";
    private static final int MAX_LIMIT = 1000;

    private final BulkJobs jobs;
    private final Clock clock;

    JobController(BulkJobs jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /// @param next to be given as `after` for the next page; null on the last
    record ErrorPage(List<BulkRowError> errors, @Nullable String next) {}

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    JobView find(Actor actor, @PathVariable UUID id) {
        BulkJob job = require(actor, id);
        return JobView.of(job, jobs.errorsByCode(actor.tenantId(), id), Instant.now(clock));
    }

    @GetMapping("/{id}/errors")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ErrorPage errors(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String after) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The parameter limit is not valid.",
                    List.of(new FieldError("limit", ProblemCode.INVALID_CHOICE, "1 to " + MAX_LIMIT)));
        }
        ErrorCursor from = ErrorCursor.parse(after);
        List<BulkRowError> errors =
                jobs.errors(actor.tenantId(), require(actor, id), from.line(), from.ordinal(), limit);
        boolean isFull = errors.size() == limit;
        return new ErrorPage(
                errors, isFull ? ErrorCursor.after(errors.getLast()).text() : null);
    }

    /// The failing rows as a file to correct and import again.
    ///
    /// @param bom whether the file begins with a byte order mark, without which Excel reads UTF-8 wrongly
    @GetMapping(path = "/{id}/errors.csv", produces = "text/csv")
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    void errorFile(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean bom,
            HttpServletResponse response)
            throws IOException {
        BulkJob job = require(actor, id);
        ErrorFile file = new ErrorFile(jobs, actor.tenantId(), job);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"errors-" + id + ".csv\"");
        file.write(response.getOutputStream(), bom);
    }

    private BulkJob require(Actor actor, UUID id) {
        return jobs.find(actor, id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }
}
