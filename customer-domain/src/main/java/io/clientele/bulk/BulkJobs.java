package io.clientele.bulk;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.pii.FileCipher;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemCode;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Submits bulk jobs and reads their progress. A submitted job is a row and a scheduled task made in one transaction;
/// whichever worker claims the task does the work.
public final class BulkJobs {
    private static final String INSERT = """
            insert into bulk_job (tenant_id, id, operation_id, kind, dry_run, options, file_name, file_reference,
                                  file_bytes, file_key, requested_by, requested_at)
            values (?, ?, ?, 'import', ?, ?::jsonb, ?, ?, ?, ?, ?, ?)""";
    private static final String FIND = """
            select * from bulk_job where tenant_id = ? and id = ? and (?::uuid is null or requested_by = ?::uuid)""";
    private static final String COUNTS = """
            select code, count(distinct line) as rows from bulk_row_error where tenant_id = ? and job_id = ?
            group by code order by rows desc, code""";
    private static final String ERRORS = """
            select e.* from bulk_row_error e where e.tenant_id = ? and e.job_id = ?
              and (e.line, e.ordinal) > (?, ?) order by e.line, e.ordinal limit ?""";
    private static final String FAILED_ROWS = """
            select line, record from bulk_failed_row where tenant_id = ? and job_id = ? and line > ?
            order by line limit ?""";
    private static final String ERRORS_OF_LINES = """
            select * from bulk_row_error where tenant_id = ? and job_id = ? and line between ? and ?
            order by line, ordinal""";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final TenantKeys keys;
    private final Operations operations;
    private final BulkStorage storage;
    private final SchedulerClient scheduler;
    private final JsonMapper json;
    private final Clock clock;

    public BulkJobs(
            JdbcTemplate jdbc,
            TenantTransactions transactions,
            TenantKeys keys,
            Operations operations,
            BulkStorage storage,
            SchedulerClient scheduler,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.keys = keys;
        this.operations = operations;
        this.storage = storage;
        this.scheduler = scheduler;
        this.json = json;
        this.clock = clock;
    }

    /// The same as the other, for options that are known before the file is read.
    public BulkJob submitImport(
            Actor actor,
            String fileName,
            InputStream content,
            ImportOptions options,
            boolean dryRun,
            @Nullable String requestId)
            throws IOException {
        return submitImport(actor, fileName, content, () -> options, dryRun, requestId);
    }

    /// Stores the file encrypted, then makes operation, job and task in one transaction. Nothing is left behind when
    /// any of it fails.
    ///
    /// @param fileName as the client named it; may be empty
    /// @param options asked for when the file is stored: in a multipart request they may follow it
    /// @throws IOException when the file can not be received or stored
    public BulkJob submitImport(
            Actor actor,
            String fileName,
            InputStream content,
            Supplier<ImportOptions> options,
            boolean dryRun,
            @Nullable String requestId)
            throws IOException {
        return submitImport(actor, fileName, content, options, dryRun, requestId, job -> job);
    }

    /// The same, with something more in that transaction.
    ///
    /// @param alongside gets the new job; what it throws undoes everything
    public <T> T submitImport(
            Actor actor,
            String fileName,
            InputStream content,
            Supplier<ImportOptions> options,
            boolean dryRun,
            @Nullable String requestId,
            Function<BulkJob, T> alongside)
            throws IOException {
        UUID jobId = Ids.next();
        TenantCipher cipher = keys.cipher(actor.tenantId());
        TenantCipher.NewFile file = cipher.newFile(jobId);
        BulkStorage.Stored stored = storage.write(jobId, file.cipher(), content);
        try {
            ImportOptions known = options.get();
            return transactions.write(actor.tenantId(), () -> {
                UUID operation = operations.begin(actor, OperationKind.IMPORT, requestId);
                jdbc.update(
                        INSERT,
                        actor.tenantId().value(),
                        jobId,
                        operation,
                        dryRun,
                        json.writeValueAsString(known),
                        file.cipher().encrypt(fileName),
                        stored.reference(),
                        stored.bytes(),
                        file.wrapped(),
                        actor.userId(),
                        Timestamp.from(Instant.now(clock)));
                scheduler.scheduleIfNotExists(new BulkTask(actor.tenantId(), jobId).instance(), Instant.now(clock));
                return alongside.apply(find(actor, jobId).orElseThrow());
            });
        } catch (RuntimeException failed) {
            storage.delete(stored.reference());
            throw failed;
        }
    }

    /// The job, for an admin or service of the tenant or for whoever requested it.
    public Optional<BulkJob> find(Actor viewer, UUID jobId) {
        @Nullable
        String onlyOf = viewer.role() == Role.PROFESSIONAL ? viewer.userId().toString() : null;
        return transactions.read(
                viewer.tenantId(),
                () -> jdbc
                        .query(
                                FIND,
                                (row, n) -> BulkJobRow.read(row, json),
                                viewer.tenantId().value(),
                                jobId,
                                onlyOf,
                                onlyOf)
                        .stream()
                        .findFirst());
    }

    /// How many rows failed by each cause, the most frequent first.
    public List<ErrorCount> errorsByCode(TenantId tenantId, UUID jobId) {
        return transactions.read(
                tenantId,
                () -> jdbc.query(
                        COUNTS,
                        (row, n) -> new ErrorCount(
                                row.getString("code"),
                                row.getLong("rows"),
                                ProblemCode.valueOf(row.getString("code")).message()),
                        tenantId.value(),
                        jobId));
    }

    /// A page of row errors in the order of the file.
    ///
    /// @param afterLine and `afterOrdinal`: the last error of the page before; 0 and 0 for the first page
    /// @param limit 1 to 1000
    public List<BulkRowError> errors(TenantId tenantId, BulkJob job, long afterLine, int afterOrdinal, int limit) {
        FileCipher cipher = keys.cipher(tenantId).file(job.id(), job.fileKey());
        return transactions.read(
                tenantId,
                () -> jdbc.query(
                        ERRORS,
                        (row, n) -> BulkJobRow.readError(row, cipher),
                        tenantId.value(),
                        job.id(),
                        afterLine,
                        afterOrdinal,
                        limit));
    }

    /// A page of the failing rows with all their errors.
    ///
    /// @param afterLine the last line of the page before; 0 for the first page
    public List<FailedRow> failedRows(TenantId tenantId, BulkJob job, long afterLine, int limit) {
        record Line(long number, String record) {}
        FileCipher cipher = keys.cipher(tenantId).file(job.id(), job.fileKey());
        return transactions.read(tenantId, () -> {
            List<Line> lines = jdbc.query(
                    FAILED_ROWS,
                    (row, n) -> new Line(row.getLong("line"), cipher.decrypt(row.getBytes("record"))),
                    tenantId.value(),
                    job.id(),
                    afterLine,
                    limit);
            if (lines.isEmpty()) {
                return List.of();
            }
            List<BulkRowError> errors = jdbc.query(
                    ERRORS_OF_LINES,
                    (row, n) -> BulkJobRow.readError(row, cipher),
                    tenantId.value(),
                    job.id(),
                    lines.getFirst().number(),
                    lines.getLast().number());
            List<FailedRow> rows = new ArrayList<>(lines.size());
            for (Line line : lines) {
                rows.add(new FailedRow(
                        line.number(),
                        line.record(),
                        errors.stream()
                                .filter(error -> error.line() == line.number())
                                .toList()));
            }
            return rows;
        });
    }
}
