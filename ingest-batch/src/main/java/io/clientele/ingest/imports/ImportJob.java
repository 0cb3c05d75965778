package io.clientele.ingest.imports;

import io.clientele.bulk.BulkStorage;
import io.clientele.customer.CustomerValidation;
import io.clientele.ingest.csv.CsvBlock;
import io.clientele.ingest.run.JobLedger;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepInterruptionPolicy;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.TaskletStep;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/// Imports customers from a CSV file (REQ-CM-B010), in steps `stage`, `merge` and `finish`.
///
/// **What is the input?** An encrypted upload in the storage directory, and the job's row in `bulk_job`; the job's
/// parameters are tenant and job id.
///
/// **What is the output?** Customers with their keys and first owners, all under the job's operation and each with its
/// line; for every other row a report in `bulk_row_error` and the row itself in `bulk_failed_row`. A dry run writes
/// the reports and counts only.
///
/// **How are records validated?** By `CustomerValidation`, as in REST, with all errors of a row at once. Addresses that
/// repeat within the file or in the store are found in the merge, by the database.
///
/// **What happens to a bad record?** It is a value ([RowOutcome.Rejected]), committed with the good rows of its chunk:
/// nothing is skipped, retried or rolled back because of it.
///
/// **How does it recover from a write error?** The chunk or slice rolls back as a whole, with its counters; the run
/// ends
/// and the task is scheduled again while the database is away. Nothing is written outside of a transaction.
///
/// **Can it restart, and how?** Yes, anywhere. `stage` goes on at the byte that was committed with the last chunk,
/// `merge` with what is left in the staging table. Where a crash of PostgreSQL emptied that table, the file is staged
/// again without the rows whose slice was merged (`bulk_job.merged_index`).
///
/// **How does it scale?** Memory is that of one chunk. A chunk is validated and encrypted on all cores; the merge is
/// set
/// by set, in the order of the index that it fills.
final class ImportJob {
    static final String NAME = "import";

    private final JobRepository repository;
    private final PlatformTransactionManager transactionManager;
    private final TenantTransactions transactions;
    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final BulkStorage storage;
    private final CustomerValidation validation;
    private final JobLedger ledger;
    private final RowMetrics metrics;
    private final StepInterruptionPolicy stop;
    private final ImportProperties properties;
    private final Clock clock;

    ImportJob(
            JobRepository repository,
            PlatformTransactionManager transactionManager,
            TenantTransactions transactions,
            DataSource dataSource,
            JdbcTemplate jdbc,
            BulkStorage storage,
            CustomerValidation validation,
            JobLedger ledger,
            RowMetrics metrics,
            StepInterruptionPolicy stop,
            ImportProperties properties,
            Clock clock) {
        this.repository = repository;
        this.transactionManager = transactionManager;
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.storage = storage;
        this.validation = validation;
        this.ledger = ledger;
        this.metrics = metrics;
        this.stop = stop;
        this.properties = properties;
        this.clock = clock;
    }

    static JobParameters parameters(TenantId tenantId, UUID jobId) {
        return new JobParametersBuilder()
                .addString("tenant", tenantId.toString())
                .addString("job", jobId.toString())
                .toJobParameters();
    }

    /// The job for one run over `source`, going on from `start`.
    Job build(ImportSource source, ImportProgress.Position start) {
        StagingTable table = new StagingTable(jdbc, source.jobId());
        ImportProgress progress = new ImportProgress(jdbc, clock, source.tenantId(), source.jobId());
        return new JobBuilder(NAME, repository)
                .start(stage(source, start, table, progress))
                .next(prepareMerge(source, table))
                .next(merge(source, table, progress))
                .next(finish(source, table, progress))
                .build();
    }

    private Step stage(
            ImportSource source, ImportProgress.Position start, StagingTable table, ImportProgress progress) {
        return new StepBuilder("stage", repository)
                .<CsvBlock, ProcessedBlock>chunk(1) // an item is a block of rows
                .transactionManager(transactionManager)
                .reader(new BlockReader(storage, source, start, properties.rowsPerChunk()))
                .processor(new RowProcessor(source, validation))
                .writer(new StagingWriter(source, start, table, progress, metrics, transactions, dataSource))
                .interruptionPolicy(stop)
                .allowStartIfComplete(true)
                .build();
    }

    private Step prepareMerge(ImportSource source, StagingTable table) {
        return again(new StepBuilder("index", repository)
                .tasklet(
                        (contribution, context) -> {
                            ledger.phase(source.tenantId(), source.jobId(), "merging");
                            table.index();
                            return RepeatStatus.FINISHED;
                        },
                        transactionManager)
                .allowStartIfComplete(true)
                .build());
    }

    private Step merge(ImportSource source, StagingTable table, ImportProgress progress) {
        return again(new StepBuilder("merge", repository)
                .tasklet(
                        new MergeSlices(
                                source, table, progress, metrics, transactions, jdbc, clock, properties.rowsPerSlice()),
                        transactionManager)
                .allowStartIfComplete(true)
                .build());
    }

    private Step finish(ImportSource source, StagingTable table, ImportProgress progress) {
        return again(new StepBuilder("finish", repository)
                .tasklet(
                        (contribution, context) -> {
                            transactions.join(source.tenantId());
                            long changed =
                                    source.dryRun() ? 0 : progress.position().created();
                            ledger.complete(source.tenantId(), source.jobId(), source.operationId(), changed);
                            table.drop();
                            return RepeatStatus.FINISHED;
                        },
                        transactionManager)
                .allowStartIfComplete(true)
                .build());
    }

    private TaskletStep again(TaskletStep step) {
        step.setInterruptionPolicy(stop);
        return step;
    }
}
