package io.clientele.api.bulk;

import io.clientele.bulk.BulkJob;
import io.clientele.bulk.ErrorCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job as the API shows it. Always `read = staged + created + updated + unchanged + duplicates + rejected`.
record JobView(
        UUID jobId,
        UUID operationId,
        String kind,
        String status,
        String phase,
        boolean dryRun,
        long read,
        long staged,
        long created,
        long updated,
        long unchanged,
        long duplicates,
        long rejected,
        long totalBytes,
        long readBytes,
        @Nullable Double rowsPerSecond,
        @Nullable Double seconds,
        @Nullable Double secondsLeft,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Mapping mapping,
        List<ErrorCount> errorsByCode,
        @Nullable Failure failure) {

    /// @param columns header to field, null for a column that is left out; empty until the worker has read the header
    record Mapping(Map<String, @Nullable String> columns) {}

    /// Why the whole job failed; never about a row.
    record Failure(String code, String message) {}

    static JobView of(BulkJob job, List<ErrorCount> errors, Instant now) {
        Pace pace = Pace.of(job, now);
        String code = job.failureCode();
        String message = job.failureMessage();
        return new JobView(
                job.id(),
                job.operationId(),
                job.kind(),
                job.status(),
                job.phase(),
                job.dryRun(),
                job.read(),
                job.staged(),
                job.created(),
                job.updated(),
                job.unchanged(),
                job.duplicates(),
                job.rejected(),
                job.fileBytes(),
                job.readBytes(),
                pace.rowsPerSecond(),
                pace.seconds(),
                pace.secondsLeft(),
                job.requestedAt(),
                job.startedAt(),
                job.finishedAt(),
                new Mapping(job.options().columns()),
                errors,
                code == null ? null : new Failure(code, message == null ? "" : message));
    }
}
