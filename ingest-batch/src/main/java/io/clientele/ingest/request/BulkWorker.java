package io.clientele.ingest.request;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.clientele.bulk.BulkJob;
import io.clientele.bulk.BulkTask;
import io.clientele.ingest.imports.Imports;
import io.clientele.ingest.run.JobLedger;
import io.clientele.ingest.run.RunOutcome;
import io.clientele.problem.ProblemCode;
import io.clientele.tenant.TenantId;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Works a claimed request and says what becomes of its task: gone when the job is over, due again otherwise.
final class BulkWorker implements ExecutionHandler<Void> {
    private static final Logger LOG = LoggerFactory.getLogger(BulkWorker.class);

    private final DataSource dataSource;
    private final JobLedger ledger;
    private final Imports imports;
    private final RequestProperties properties;
    private final Clock clock;

    BulkWorker(DataSource dataSource, JobLedger ledger, Imports imports, RequestProperties properties, Clock clock) {
        this.dataSource = dataSource;
        this.ledger = ledger;
        this.imports = imports;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        BulkTask task = BulkTask.of(instance);
        int failures = context.getExecution().consecutiveFailures;
        try (JobLock lock = JobLock.tryTake(dataSource, task.jobId()).orElse(null)) {
            if (lock == null) {
                LOG.info("job {} is still held by another worker", task.jobId());
                return again();
            }
            return work(task, failures);
        } catch (SQLException | DataAccessException | TransactionException away) {
            LOG.warn("job {} waits for the database: {}", task.jobId(), reason(away));
            return again();
        }
    }

    private CompletionHandler<Void> work(BulkTask task, int failures) {
        Optional<BulkJob> found = ledger.find(task.tenantId(), task.jobId());
        if (found.isEmpty() || found.get().isOver()) {
            return new CompletionHandler.OnCompleteRemove<>();
        }
        BulkJob job = found.get();
        LOG.info("{} {} starts at byte {}", job.kind(), job.id(), job.readBytes());
        return after(imports.run(task.tenantId(), job), task.tenantId(), job, failures);
    }

    private CompletionHandler<Void> after(RunOutcome outcome, TenantId tenantId, BulkJob job, int failures) {
        return switch (outcome) {
            case RunOutcome.Finished() -> {
                LOG.info("{} {} is completed", job.kind(), job.id());
                yield new CompletionHandler.OnCompleteRemove<>();
            }
            case RunOutcome.Stopped() -> {
                LOG.info("{} {} was stopped and will go on", job.kind(), job.id());
                yield again();
            }
            case RunOutcome.Refused(ProblemCode code, String detail) -> {
                LOG.info("{} {} failed: {}", job.kind(), job.id(), code);
                imports.fail(tenantId, job, code, detail);
                yield new CompletionHandler.OnCompleteRemove<>();
            }
            case RunOutcome.Faulted(Throwable cause, boolean passing)
            when passing -> {
                LOG.warn("{} {} will go on: {}", job.kind(), job.id(), reason(cause));
                yield again();
            }
            case RunOutcome.Faulted(Throwable cause, boolean passing)
            when failures + 1 < properties.attempts() -> {
                LOG.error("{} {} failed and is tried again", job.kind(), job.id(), cause);
                yield failedOnce(cause);
            }
            case RunOutcome.Faulted(Throwable cause, boolean passing) -> {
                LOG.error("{} {} failed for good", job.kind(), job.id(), cause);
                imports.fail(tenantId, job, ProblemCode.INTERNAL_ERROR, ProblemCode.INTERNAL_ERROR.message());
                yield new CompletionHandler.OnCompleteRemove<>();
            }
        };
    }

    private CompletionHandler<Void> again() {
        return (complete, operations) -> operations.reschedule(complete, soon());
    }

    /// The scheduler counts an exception as a failure of the task, and reschedules.
    private static CompletionHandler<Void> failedOnce(Throwable cause) {
        throw new IllegalStateException("the job failed", cause);
    }

    Instant soon() {
        return Instant.now(clock).plus(properties.retryDelay());
    }

    /// One line, without the values that a statement may hold.
    private static String reason(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root instanceof SQLException sql
                ? root.getClass().getSimpleName() + ", SQL state " + sql.getSQLState()
                : root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
