package io.clientele.ingest.run;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StepInterruptionPolicy;

/// Tells running jobs to stop after the chunk they are at. Thread-safe.
public final class StopSignal implements StepInterruptionPolicy {
    private final AtomicBoolean requested = new AtomicBoolean();

    public void request() {
        requested.set(true);
    }

    @Override
    public void checkInterrupted(StepExecution step) throws JobInterruptedException {
        if (requested.get()) {
            step.setTerminateOnly();
            throw new JobInterruptedException("the worker is going down");
        }
    }
}
