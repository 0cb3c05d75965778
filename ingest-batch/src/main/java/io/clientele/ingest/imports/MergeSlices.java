package io.clientele.ingest.imports;

import io.clientele.ingest.run.WorkLostException;
import io.clientele.problem.ProblemCode;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;

/// Moves the staged rows into the customers, a slice a transaction, in the order of the e-mail index. A merged slice
/// leaves the staging table in the same transaction.
final class MergeSlices implements Tasklet {
    private static final byte[] BEFORE_ALL = {};
    private static final String SLICE_MEMORY = "set local work_mem = '64MB'";
    private static final String IN_FILE_MESSAGE = "Line %s of the file has the same e-mail address.";

    private final ImportSource source;
    private final StagingTable table;
    private final ImportProgress progress;
    private final RowMetrics metrics;
    private final TenantTransactions transactions;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final int rowsPerSlice;

    MergeSlices(
            ImportSource source,
            StagingTable table,
            ImportProgress progress,
            RowMetrics metrics,
            TenantTransactions transactions,
            JdbcTemplate jdbc,
            Clock clock,
            int rowsPerSlice) {
        this.source = source;
        this.table = table;
        this.progress = progress;
        this.metrics = metrics;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.rowsPerSlice = rowsPerSlice;
    }

    private record Duplicates(long inFile, long inStore) {}

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        transactions.join(source.tenantId());
        jdbc.execute(SLICE_MEMORY);
        ImportProgress.Position position = progress.position();
        byte[] from = position.mergedTo() == null ? BEFORE_ALL : position.mergedTo();
        byte @Nullable [] to = jdbc.queryForObject(
                MergeStatements.SLICE_END.formatted(table.name()), byte[].class, from, rowsPerSlice - 1, from);
        if (to == null) {
            if (position.staged() != 0) {
                throw new WorkLostException("the staging table lost " + position.staged() + " rows");
            }
            return RepeatStatus.FINISHED;
        }
        long created = source.dryRun() ? 0 : insert(from, to);
        Duplicates duplicates = reportDuplicates(from, to);
        long duplicateRows = duplicates.inFile() + duplicates.inStore();
        long slice = jdbc.update(MergeStatements.DELETE.formatted(table.name()), from, to);
        if (source.dryRun()) {
            created = slice - duplicateRows;
        } else if (created + duplicateRows != slice) {
            throw new IllegalStateException("of %d staged rows %d were created and %d were duplicates"
                    .formatted(slice, created, duplicateRows));
        }
        progress.merged(position.mergedTo(), to, created, duplicateRows);
        metrics.merged(created, duplicates.inFile(), duplicates.inStore());
        contribution.incrementWriteCount(created);
        return RepeatStatus.CONTINUABLE;
    }

    private long insert(byte[] from, byte[] to) {
        Timestamp at = Timestamp.from(Instant.now(clock).truncatedTo(ChronoUnit.MICROS));
        Long created = jdbc.queryForObject(
                MergeStatements.INSERT.formatted(table.name()),
                Long.class,
                from,
                to,
                source.tenantId().value(),
                source.owner(),
                at,
                at,
                source.operationId(),
                source.tenantId().value(),
                at,
                source.tenantId().value(),
                source.owner(),
                source.requestedBy(),
                at,
                source.operationId(),
                source.owner());
        return created == null ? 0 : created;
    }

    private Duplicates reportDuplicates(byte[] from, byte[] to) {
        return jdbc.query(
                        MergeStatements.REPORT_DUPLICATES.formatted(table.name()),
                        (row, n) -> new Duplicates(row.getLong("in_file"), row.getLong("in_store")),
                        from,
                        to,
                        source.tenantId().value(),
                        source.operationId(),
                        source.dryRun(),
                        source.tenantId().value(),
                        source.jobId(),
                        source.mapping().header(ImportField.EMAIL),
                        ProblemCode.DUPLICATE_EMAIL.name(),
                        ProblemCode.DUPLICATE_IN_FILE.name(),
                        ProblemCode.DUPLICATE_EMAIL.message(),
                        IN_FILE_MESSAGE,
                        ProblemCode.DUPLICATE_EMAIL.hint(),
                        ProblemCode.DUPLICATE_IN_FILE.hint(),
                        source.tenantId().value(),
                        source.jobId())
                .getFirst();
    }
}
