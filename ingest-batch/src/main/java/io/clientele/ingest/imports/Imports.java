package io.clientele.ingest.imports;

import io.clientele.bulk.BulkJob;
import io.clientele.ingest.run.BatchRuns;
import io.clientele.ingest.run.Faults;
import io.clientele.ingest.run.JobLedger;
import io.clientele.ingest.run.RunOutcome;
import io.clientele.organisation.Tenants;
import io.clientele.pii.FileCipher;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemCode;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/// Runs imports: the way into this room.
public final class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private final SourceInspection inspection;
    private final ImportJob importJob;
    private final BatchRuns runs;
    private final JobLedger ledger;
    private final Tenants tenants;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Imports(
            SourceInspection inspection,
            ImportJob importJob,
            BatchRuns runs,
            JobLedger ledger,
            Tenants tenants,
            TenantKeys keys,
            TenantTransactions transactions,
            JdbcTemplate jdbc,
            Clock clock) {
        this.inspection = inspection;
        this.importJob = importJob;
        this.runs = runs;
        this.ledger = ledger;
        this.tenants = tenants;
        this.keys = keys;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Runs the import from where it stands to its end. The caller holds the job's lock.
    ///
    /// @param job as the ledger has it now
    public RunOutcome run(TenantId tenantId, BulkJob job) {
        if (job.isOver()) {
            return new RunOutcome.Finished();
        }
        try {
            ledger.begin(tenantId, job.id());
            ImportSource source = source(tenantId, job);
            ImportProgress.Position start = position(source);
            return runs.run(importJob.build(source, start), ImportJob.parameters(tenantId, job.id()));
        } catch (IOException | RuntimeException failed) {
            return Faults.outcome(List.of(failed));
        }
    }

    /// Ends an import that can not go on, and removes what it staged.
    public void fail(TenantId tenantId, BulkJob job, ProblemCode code, String detail) {
        ledger.fail(tenantId, job, code, detail);
        new StagingTable(jdbc, job.id()).drop();
    }

    private ImportSource source(TenantId tenantId, BulkJob job) throws IOException {
        TenantCipher tenantCipher = keys.cipher(tenantId);
        FileCipher fileCipher = tenantCipher.file(job.id(), job.fileKey());
        SourceInspection.Found found = inspection.inspect(job, fileCipher);
        ledger.found(tenantId, job.id(), found.options());
        return new ImportSource(
                tenantId,
                job.id(),
                job.operationId(),
                job.dryRun(),
                Objects.requireNonNull(job.fileReference(), "an import has a file"),
                found.encoding(),
                found.dialect(),
                found.mapping(),
                found.firstByte(),
                found.firstLine(),
                tenants.defaultCountry(tenantId),
                job.options().ownerProfessionalId(),
                job.requestedBy(),
                tenantCipher,
                fileCipher);
    }

    /// Where the import goes on. What the ledger says is staged must be in the staging table, else the file is read
    /// from its start again.
    private ImportProgress.Position position(ImportSource source) {
        StagingTable table = new StagingTable(jdbc, source.jobId());
        ImportProgress progress = new ImportProgress(jdbc, clock, source.tenantId(), source.jobId());
        return transactions.write(source.tenantId(), () -> {
            table.create();
            ImportProgress.Position position = progress.position();
            long inTable = table.count();
            if (inTable == position.staged()) {
                return position;
            }
            LOG.warn(
                    "job {}: {} rows should be staged and {} are, so the file is staged again",
                    source.jobId(),
                    position.staged(),
                    inTable);
            table.empty();
            progress.startOver();
            return progress.position();
        });
    }
}
