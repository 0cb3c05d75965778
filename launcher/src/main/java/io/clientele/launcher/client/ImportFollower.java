package io.clientele.launcher.client;

import io.clientele.launcher.console.Console;
import io.clientele.launcher.console.Progress;
import java.time.Duration;

/// Watches an import until it ends, through restarts of the platform's own processes.
public final class ImportFollower {
    private static final Duration PERIOD = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ApiClient api;
    private final Console console;

    /// @param api the platform that runs the import
    /// @param console where the progress goes
    public ImportFollower(ApiClient api, Console console) {
        this.api = api;
        this.console = console;
    }

    /// The job as it ended.
    ///
    /// @param token of the job's tenant
    /// @throws UnreachableException when nobody answers for three minutes
    public ImportJob follow(ImportJob submitted, String token) throws InterruptedException {
        ImportJob job = submitted;
        long silentSince = System.nanoTime();
        try (Progress progress = console.progress("Import", job.totalBytes())) {
            while (!job.finished()) {
                Pause.of(PERIOD);
                try {
                    job = api.job(submitted.jobId(), token);
                    silentSince = System.nanoTime();
                    progress.show(job.read(), 0, detail(job));
                } catch (UnreachableException | ApiException e) {
                    boolean lasting = e instanceof ApiException refused && refused.status() < 500;
                    if (lasting || System.nanoTime() - silentSince > PATIENCE.toNanos()) {
                        throw e;
                    }
                }
            }
        }
        return job;
    }

    private static String detail(ImportJob job) {
        return job.phase().isEmpty() ? job.status() : job.phase();
    }
}
