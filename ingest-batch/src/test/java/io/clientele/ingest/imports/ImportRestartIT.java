package io.clientele.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.bulk.BulkJob;
import io.clientele.bulk.BulkStorage;
import io.clientele.customer.CustomerValidation;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.ingest.IngestBatchApplication;
import io.clientele.ingest.run.BatchRuns;
import io.clientele.ingest.run.JobLedger;
import io.clientele.ingest.run.RunOutcome;
import io.clientele.organisation.Tenants;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantTransactions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepInterruptionPolicy;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/// Imports that are stopped at every chunk, or lose their staging table, end with the ledger of one that was not.
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("REQ-CM-B010")
class ImportRestartIT {
    private static final StepInterruptionPolicy NEVER = step -> {};

    private TestDatabase database;
    private Path directory;
    private ImportWorld world;
    private ConfigurableApplicationContext application;

    @BeforeAll
    void start(TestDatabase shared, @TempDir Path temporary) {
        database = shared;
        directory = temporary;
        Map<String, Object> settings = new HashMap<>(new ImportWorld(database, directory).settings());
        // The test itself runs the jobs, in pieces.
        settings.put("clientele.requests.poll-interval", "1h");
        application = new SpringApplicationBuilder(IngestBatchApplication.class).run(ImportWorld.arguments(settings));
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void newTenant() {
        world = new ImportWorld(database, directory);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesOnAfterAStopAtEveryChunk(boolean dryRun) {
        MessyFile file = MessyFile.of(900, "stop.example.com");
        BulkJob job = world.submit(world.admin, file.bytes(), dryRun);
        int stops = 0;
        while (!(run(job.id(), stopAfter(2 + stops % 9)) instanceof RunOutcome.Finished)) {
            stops++;
            assertThat(stops).isLessThan(60);
        }

        assertThat(stops).isGreaterThan(4);
        if (dryRun) {
            assertThat(world.job(job.id()).created()).isEqualTo(file.good.size());
            assertThat(world.count("select count(*) from customer where tenant_id = ?", world.tenant()))
                    .isZero();
        } else {
            Ledger.assertHolds(world, file, world.job(job.id()), List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 9, 11, 14, 15})
    void stagesAgainWhatACrashOfTheServerTook(int chunksBefore) {
        MessyFile file = MessyFile.of(900, "crash.example.com");
        BulkJob job = world.submit(world.admin, file.bytes(), false);
        assertThat(run(job.id(), stopAfter(chunksBefore))).isInstanceOf(RunOutcome.Stopped.class);
        long created = world.job(job.id()).created();

        world.superuser.execute("truncate staging.import_" + job.id().toString().replace("-", ""));

        assertThat(run(job.id(), NEVER)).isInstanceOf(RunOutcome.Finished.class);
        assertThat(created).isGreaterThanOrEqualTo(chunksBefore >= 14 ? 1 : 0);
        Ledger.assertHolds(world, file, world.job(job.id()), List.of());
    }

    @Test
    void noticesDuringTheMergeThatRowsAreGone() {
        MessyFile file = MessyFile.of(900, "gone.example.com");
        BulkJob job = world.submit(world.admin, file.bytes(), false);
        AtomicInteger chunks = new AtomicInteger();

        RunOutcome outcome = run(job.id(), step -> {
            if (step.getStepName().equals("merge") && chunks.incrementAndGet() == 3) {
                world.superuser.execute(
                        "truncate staging.import_" + job.id().toString().replace("-", ""));
            }
        });

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RunOutcome.Faulted.class,
                        fault -> assertThat(fault.passing()).isTrue());
        assertThat(run(job.id(), NEVER)).isInstanceOf(RunOutcome.Finished.class);
        Ledger.assertHolds(world, file, world.job(job.id()), List.of());
    }

    @Test
    void refusesToCountWhatAnotherWorkerCounted() {
        MessyFile file = MessyFile.of(900, "fence.example.com");
        BulkJob job = world.submit(world.admin, file.bytes(), false);
        AtomicInteger chunks = new AtomicInteger();

        RunOutcome slow = run(job.id(), step -> {
            if (chunks.incrementAndGet() == 3) {
                // A worker that was thought dead wakes up behind another one that did the next chunk.
                world.superuser.update("update bulk_job set next_byte = next_byte + 1 where id = ?", job.id());
            }
        });

        assertThat(slow)
                .isInstanceOfSatisfying(
                        RunOutcome.Faulted.class,
                        fault -> assertThat(fault.passing()).isTrue());
        assertThat(world.job(job.id()).read()).isLessThan(300);
    }

    private RunOutcome run(UUID jobId, StepInterruptionPolicy policy) {
        JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
        TenantTransactions transactions = application.getBean(TenantTransactions.class);
        BulkStorage storage = application.getBean(BulkStorage.class);
        JobLedger ledger = application.getBean(JobLedger.class);
        Clock clock = Clock.systemUTC();
        ImportJob importJob = new ImportJob(
                application.getBean(JobRepository.class),
                application.getBean(PlatformTransactionManager.class),
                transactions,
                application.getBean(DataSource.class),
                jdbc,
                storage,
                application.getBean(CustomerValidation.class),
                ledger,
                new RowMetrics(new SimpleMeterRegistry()),
                policy,
                new ImportProperties(100, 150),
                clock);
        Imports imports = new Imports(
                new SourceInspection(storage),
                importJob,
                application.getBean(BatchRuns.class),
                ledger,
                application.getBean(Tenants.class),
                application.getBean(TenantKeys.class),
                transactions,
                jdbc,
                clock);
        return imports.run(
                world.admin.tenantId(),
                ledger.find(world.admin.tenantId(), jobId).orElseThrow());
    }

    /// @param chunks how many chunks or slices, of all steps together, before the stop
    private static StepInterruptionPolicy stopAfter(int chunks) {
        AtomicInteger asked = new AtomicInteger();
        return step -> {
            if (asked.incrementAndGet() > chunks) {
                step.setTerminateOnly();
                throw new JobInterruptedException("stopped by the test");
            }
        };
    }
}
