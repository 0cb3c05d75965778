package io.clientele.api.bulk;

import io.clientele.api.idempotency.Once;
import io.clientele.api.request.ApiProperties;
import io.clientele.api.request.RequestId;
import io.clientele.api.security.Allowed;
import io.clientele.bulk.BulkJob;
import io.clientele.bulk.BulkJobs;
import io.clientele.bulk.ImportOptions;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// `POST /api/customers/bulk/import`: takes a file and answers at once with the job that will read it.
@RestController
final class ImportController {
    private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

    private final BulkJobs jobs;
    private final JsonMapper json;
    private final long maxBytes;
    private final Clock clock;

    ImportController(BulkJobs jobs, JsonMapper json, ApiProperties properties, Clock clock) {
        this.jobs = jobs;
        this.json = json;
        this.maxBytes = properties.maxUpload().toBytes();
        this.clock = clock;
    }

    /// @param dryRun tell what would happen, change nothing
    /// @param delimiter of the file; detected where it is not given
    @PostMapping(
            path = "/api/customers/bulk/import",
            consumes = {MediaType.MULTIPART_FORM_DATA_VALUE, "text/csv"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Allowed({Role.ADMIN, Role.PROFESSIONAL, Role.SERVICE})
    ResponseEntity<JobView> submit(
            Actor actor,
            HttpServletRequest request,
            Once once,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestParam(name = "delimiter", required = false) @Nullable String delimiter,
            @RequestAttribute(RequestId.ATTRIBUTE) String requestId)
            throws IOException {
        requireKnown(delimiter);
        // A professional owns what the file creates; an admin's or a service's file has no owner.
        @Nullable UUID owner = actor.role() == Role.PROFESSIONAL ? actor.professionalId() : null;
        Upload upload = Upload.of(request, maxBytes, json);
        if (once.isDone()) {
            upload.readToEnd();
            throw once.replay(upload.digest());
        }
        return jobs.submitImport(
                actor,
                upload.fileName(),
                upload.content(),
                () -> ImportOptions.csv(upload.columns(), delimiter, owner),
                dryRun,
                requestId,
                job -> once.keep(upload.digest(), answer(job)));
    }

    private ResponseEntity<JobView> answer(BulkJob job) {
        return ResponseEntity.accepted()
                .location(URI.create(JobController.PATH + "/" + job.id()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(JobView.of(job, List.of(), Instant.now(clock)));
    }

    private static void requireKnown(@Nullable String delimiter) {
        if (delimiter != null && !DELIMITERS.contains(delimiter)) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The delimiter is not valid.",
                    List.of(new FieldError(
                            "delimiter", ProblemCode.INVALID_CHOICE, "a comma, semicolon, tab or vertical bar")));
        }
    }
}
