package io.clientele.ingest.imports;

import io.clientele.ingest.run.WorkLostException;
import io.clientele.tenant.TenantId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The counters and positions of an import, committed with the work that they count. Each update names the position
/// that it starts from, so that a worker who was thought dead can not count anything twice. Call inside a transaction
/// of the tenant.
final class ImportProgress {
    private static final String STAGED = """
            update bulk_job set read_rows = read_rows + ?, staged_rows = staged_rows + ?, rejected_rows = rejected_rows + ?,
                   next_byte = ?, next_line = ?, progress_at = ?
            where tenant_id = ? and id = ? and next_byte = ? and status = 'running'""";
    private static final String MERGED = """
            update bulk_job set staged_rows = staged_rows - ?, created_rows = created_rows + ?,
                   duplicate_rows = duplicate_rows + ?, merged_index = ?, progress_at = ?
            where tenant_id = ? and id = ? and merged_index is not distinct from ? and status = 'running'""";
    private static final String POSITION = """
            select next_byte, next_line, staged_rows, merged_index, created_rows from bulk_job where tenant_id = ? and id = ?
            for update""";
    private static final String FORGET_ERRORS = """
            delete from bulk_row_error where tenant_id = ? and job_id = ? and outcome = 'rejected'""";
    private static final String FORGET_ROWS = """
            delete from bulk_failed_row r where r.tenant_id = ? and r.job_id = ?
              and not exists (select 1 from bulk_row_error e
                              where e.tenant_id = r.tenant_id and e.job_id = r.job_id and e.line = r.line)""";
    private static final String START_OVER = """
            update bulk_job set read_rows = created_rows + duplicate_rows, staged_rows = 0, rejected_rows = 0, next_byte = 0,
                   next_line = 0
            where tenant_id = ? and id = ? and status = 'running'""";

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final TenantId tenantId;
    private final UUID jobId;

    ImportProgress(JdbcTemplate jdbc, Clock clock, TenantId tenantId, UUID jobId) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.tenantId = tenantId;
        this.jobId = jobId;
    }

    /// Where the import stands.
    ///
    /// @param nextByte 0 before the first chunk
    /// @param staged rows that wait in the staging table
    /// @param mergedTo e-mail index up to which, in its order, every row has met its fate; null before any
    /// slice
    record Position(long nextByte, long nextLine, long staged, byte @Nullable [] mergedTo, long created) {}

    Position position() {
        return jdbc
                .query(
                        POSITION,
                        (row, n) -> new Position(
                                row.getLong("next_byte"),
                                row.getLong("next_line"),
                                row.getLong("staged_rows"),
                                row.getBytes("merged_index"),
                                row.getLong("created_rows")),
                        tenantId.value(),
                        jobId)
                .stream()
                .findFirst()
                .orElseThrow(() -> new WorkLostException("job " + jobId + " is gone"));
    }

    void staged(long fromByte, ProcessedBlock block, long staged, long rejected) {
        expectOne(jdbc.update(
                STAGED,
                staged + rejected,
                staged,
                rejected,
                block.nextByte(),
                block.nextLine(),
                now(),
                tenantId.value(),
                jobId,
                fromByte));
    }

    void merged(byte @Nullable [] from, byte[] to, long created, long duplicates) {
        expectOne(jdbc.update(
                MERGED, created + duplicates, created, duplicates, to, now(), tenantId.value(), jobId, from));
    }

    /// Back to the start of the file after the staging table was lost. What was merged stays, with the reports of its
    /// duplicates; reports of rejected rows go, since they are met again.
    void startOver() {
        jdbc.update(FORGET_ERRORS, tenantId.value(), jobId);
        jdbc.update(FORGET_ROWS, tenantId.value(), jobId);
        expectOne(jdbc.update(START_OVER, tenantId.value(), jobId));
    }

    private void expectOne(int updated) {
        if (updated != 1) {
            throw new WorkLostException("another worker went on with job " + jobId);
        }
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
