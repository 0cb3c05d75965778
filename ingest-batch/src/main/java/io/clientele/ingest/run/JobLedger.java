package io.clientele.ingest.run;

import io.clientele.bulk.BulkJob;
import io.clientele.bulk.BulkJobRow;
import io.clientele.bulk.ImportOptions;
import io.clientele.operation.Operations;
import io.clientele.problem.ProblemCode;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The row of a bulk job, for its worker. Every method is a transaction of its own or joins the one that is open.
public final class JobLedger {
    private static final String FIND = "select * from bulk_job where tenant_id = ? and id = ?";
    private static final String BEGIN = """
            update bulk_job set status = 'running', phase = 'reading', started_at = coalesce(started_at, ?), progress_at = ?
            where tenant_id = ? and id = ? and status in ('queued', 'running')""";
    private static final String FOUND = """
            update bulk_job set options = ?::jsonb where tenant_id = ? and id = ? and status = 'running'""";
    private static final String PHASE = """
            update bulk_job set phase = ?, progress_at = ? where tenant_id = ? and id = ? and status = 'running'""";
    private static final String COMPLETE = """
            update bulk_job set status = 'completed', phase = 'finished', finished_at = ?, progress_at = ?
            where tenant_id = ? and id = ? and status = 'running' and staged_rows = 0""";
    private static final String FAIL = """
            update bulk_job set status = 'failed', phase = 'finished', finished_at = ?, failure_code = ?, failure_message = ?
            where tenant_id = ? and id = ? and status in ('queued', 'running')""";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final Operations operations;
    private final JsonMapper json;
    private final Clock clock;

    public JobLedger(
            JdbcTemplate jdbc, TenantTransactions transactions, Operations operations, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.operations = operations;
        this.json = json;
        this.clock = clock;
    }

    public Optional<BulkJob> find(TenantId tenantId, UUID jobId) {
        return transactions.read(
                tenantId,
                () -> jdbc.query(FIND, (row, n) -> BulkJobRow.read(row, json), tenantId.value(), jobId).stream()
                        .findFirst());
    }

    /// Marks the job as running, the first time or again.
    public void begin(TenantId tenantId, UUID jobId) {
        Timestamp now = now();
        transactions.write(tenantId, () -> jdbc.update(BEGIN, now, now, tenantId.value(), jobId));
    }

    /// Keeps what was found in the file.
    public void found(TenantId tenantId, UUID jobId, ImportOptions options) {
        transactions.write(
                tenantId, () -> jdbc.update(FOUND, json.writeValueAsString(options), tenantId.value(), jobId));
    }

    /// @param phase for people: `reading`, `merging` …
    public void phase(TenantId tenantId, UUID jobId, String phase) {
        transactions.write(tenantId, () -> jdbc.update(PHASE, phase, now(), tenantId.value(), jobId));
    }

    /// Ends job and operation well.
    ///
    /// @param changedRows how many records the operation changed
    /// @throws WorkLostException when rows still wait, or the job is not running any more
    public void complete(TenantId tenantId, UUID jobId, UUID operationId, long changedRows) {
        transactions.write(tenantId, () -> {
            Timestamp now = now();
            operations.end(tenantId, operationId, "completed", changedRows);
            if (jdbc.update(COMPLETE, now, now, tenantId.value(), jobId) != 1) {
                throw new WorkLostException("job " + jobId + " has rows waiting or is over");
            }
            return null;
        });
    }

    /// Ends job and operation badly; a job that is over stays as it is.
    ///
    /// @param message without personal data
    public void fail(TenantId tenantId, BulkJob job, ProblemCode code, String message) {
        transactions.write(tenantId, () -> {
            int failed = jdbc.update(FAIL, now(), code.name(), message, tenantId.value(), job.id());
            if (failed == 1) {
                operations.end(tenantId, job.operationId(), "failed", job.created() + job.updated());
            }
            return null;
        });
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
