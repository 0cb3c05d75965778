package io.clientele.launcher.command;

import io.clientele.launcher.client.ImportJob;
import io.clientele.launcher.console.Console;

/// An import as people read it.
record ImportReport(Console console) {
    void print(ImportJob job) {
        if (!job.finished()) {
            console.print("Import " + job.jobId() + " is " + job.status() + ".");
            return;
        }
        console.printf(
                "Import %s %s in %.1f s: %,d rows read, %,d created, %,d updated, %,d unchanged, %,d duplicates, %,d rejected.",
                job.jobId(),
                job.status(),
                job.seconds(),
                job.read(),
                job.created(),
                job.updated(),
                job.unchanged(),
                job.duplicates(),
                job.rejected());
        if (!job.failure().isEmpty()) {
            console.print("  " + job.failure());
        }
        job.errors().forEach(each -> console.printf("  %,7d  %-28s %s", each.count(), each.code(), each.message()));
    }
}
