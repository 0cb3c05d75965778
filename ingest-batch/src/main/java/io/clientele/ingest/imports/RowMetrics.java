package io.clientele.ingest.imports;

import io.clientele.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Counts rows by outcome (`clientele.import.rows`) and errors by code (`clientele.import.errors`), once committed.
final class RowMetrics {
    private static final String ROWS = "clientele.import.rows";
    private static final String ERRORS = "clientele.import.errors";

    private final MeterRegistry registry;

    RowMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void rejected(List<RowOutcome.Rejected> rows) {
        afterCommit(() -> {
            count(ROWS, "outcome", "rejected", rows.size());
            for (RowOutcome.Rejected row : rows) {
                row.errors().forEach(error -> count(ERRORS, "code", error.code().name(), 1));
            }
        });
    }

    void merged(long created, long inFile, long inStore) {
        afterCommit(() -> {
            count(ROWS, "outcome", "created", created);
            count(ROWS, "outcome", "duplicate", inFile + inStore);
            count(ERRORS, "code", ProblemCode.DUPLICATE_IN_FILE.name(), inFile);
            count(ERRORS, "code", ProblemCode.DUPLICATE_EMAIL.name(), inStore);
        });
    }

    private void count(String name, String tag, String value, long rows) {
        if (rows > 0) {
            registry.counter(name, tag, value).increment(rows);
        }
    }

    private static void afterCommit(Runnable counting) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                counting.run();
            }
        });
    }
}
