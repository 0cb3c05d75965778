package io.clientele.ingest.run;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/// Runs a Spring Batch job to its end, going on where an earlier execution was cut off. The caller holds the job's
/// lock, so that an execution which still counts as running belongs to a worker that is no more.
public final class BatchRuns {
    private final JobOperator operator;
    private final JobRepository repository;
    private final Clock clock;

    public BatchRuns(JobOperator operator, JobRepository repository, Clock clock) {
        this.operator = operator;
        this.repository = repository;
        this.clock = clock;
    }

    /// @param parameters identify the job: the same parameters mean the same job
    public RunOutcome run(Job job, JobParameters parameters) {
        settle(repository.getLastJobExecution(job.getName(), parameters));
        try {
            JobExecution execution = operator.start(job, parameters);
            return switch (execution.getStatus()) {
                case COMPLETED -> new RunOutcome.Finished();
                case STOPPED -> new RunOutcome.Stopped();
                case STARTING, STARTED, STOPPING, FAILED, ABANDONED, UNKNOWN -> failed(execution);
            };
        } catch (JobExecutionException refused) {
            return new RunOutcome.Faulted(refused, false);
        }
    }

    private static RunOutcome failed(JobExecution execution) {
        List<Throwable> thrown = execution.getAllFailureExceptions();
        return thrown.isEmpty()
                ? new RunOutcome.Faulted(new IllegalStateException(execution.toString()), false)
                : Faults.outcome(thrown);
    }

    /// `JobOperator.recover` looks for the job in the registry and leaves the status UNKNOWN of an execution that lost
    /// its database as it is; both would block the restart.
    private void settle(@Nullable JobExecution last) {
        if (last == null) {
            return;
        }
        LocalDateTime now = LocalDateTime.now(clock.withZone(ZoneOffset.UTC));
        for (StepExecution step : last.getStepExecutions()) {
            if (isCutOff(step.getStatus())) {
                step.setStatus(BatchStatus.FAILED);
                step.setEndTime(now);
                repository.update(step);
            }
        }
        if (isCutOff(last.getStatus()) || last.getEndTime() == null) {
            last.setStatus(BatchStatus.FAILED);
            last.setEndTime(now);
            repository.update(last);
        }
    }

    private static boolean isCutOff(BatchStatus status) {
        return status.isRunning() || status == BatchStatus.UNKNOWN;
    }
}
