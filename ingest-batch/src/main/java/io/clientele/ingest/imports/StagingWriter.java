package io.clientele.ingest.imports;

import io.clientele.tenant.TenantTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.datasource.DataSourceUtils;

/// Commits a block as one: valid rows to the staging table, rejected rows with their errors, counters, and the
/// position of the next block.
final class StagingWriter implements ItemWriter<ProcessedBlock> {
    private final ImportSource source;
    private final StagingTable table;
    private final ImportProgress progress;
    private final RowMetrics metrics;
    private final TenantTransactions transactions;
    private final DataSource dataSource;
    private final byte @Nullable [] mergedTo;
    private long fromByte;

    StagingWriter(
            ImportSource source,
            ImportProgress.Position start,
            StagingTable table,
            ImportProgress progress,
            RowMetrics metrics,
            TenantTransactions transactions,
            DataSource dataSource) {
        this.source = source;
        this.table = table;
        this.progress = progress;
        this.metrics = metrics;
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.mergedTo = start.mergedTo();
        this.fromByte = start.nextByte();
    }

    @Override
    public void write(Chunk<? extends ProcessedBlock> blocks) throws SQLException {
        transactions.join(source.tenantId());
        for (ProcessedBlock block : blocks) {
            write(block);
        }
    }

    private void write(ProcessedBlock block) throws SQLException {
        List<RowOutcome.Accepted> accepted = block.outcomes().stream()
                .filter(RowOutcome.Accepted.class::isInstance)
                .map(RowOutcome.Accepted.class::cast)
                .filter(row -> !wasMerged(row))
                .toList();
        List<RowOutcome.Rejected> rejected = block.outcomes().stream()
                .filter(RowOutcome.Rejected.class::isInstance)
                .map(RowOutcome.Rejected.class::cast)
                .toList();
        // The counters first: they lock the job's row, and refuse a worker that lost the job.
        progress.staged(fromByte, block, accepted.size(), rejected.size());
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            table.copy(connection, accepted);
            RejectedRows.write(connection, source, rejected);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        metrics.rejected(rejected);
        fromByte = block.nextByte();
    }

    /// Whether a run before the staging table was lost has dealt with the row.
    private boolean wasMerged(RowOutcome.Accepted row) {
        return mergedTo != null && Arrays.compareUnsigned(row.customer().emailIndex(), mergedTo) <= 0;
    }
}
