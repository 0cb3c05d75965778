package io.clientele.benchmark.imports;

import io.clientele.customer.CustomerContent;
import io.clientele.customer.CustomerValidation;
import io.clientele.customer.SealedCustomer;
import io.clientele.operation.OperationKind;
import io.clientele.pii.TenantCipher;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.Role;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.JdbcDefaultBatchConfiguration;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.infrastructure.item.support.CompositeItemWriter;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.transaction.PlatformTransactionManager;

/// The import as a Spring Batch tutorial has it: FlatFileItemReader, a processor, JdbcBatchItemWriter, chunks of 100,
/// one thread, the driver's defaults, a job repository in the same database. Validation, encryption, tables and
/// tenancy are ours; reports of rejected rows it has none.
final class SpringBatchImport implements AutoCloseable {
    private static final int CHUNK = 100;

    private final Domain domain;
    private final WorkerSettings settings;
    private final AnnotationConfigApplicationContext context;

    SpringBatchImport(Domain domain, WorkerSettings settings) {
        this.domain = domain;
        this.settings = settings;
        this.context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> domain.dataSource);
        context.registerBean(PlatformTransactionManager.class, () -> domain.transactionManager);
        context.register(Infrastructure.class);
        context.refresh();
    }

    /// Spring Batch's own beans.
    @Configuration
    static class Infrastructure extends JdbcDefaultBatchConfiguration {
        private final DataSource dataSource;
        private final PlatformTransactionManager transactionManager;

        Infrastructure(DataSource dataSource, PlatformTransactionManager transactionManager) {
            this.dataSource = dataSource;
            this.transactionManager = transactionManager;
        }

        @Override
        protected DataSource getDataSource() {
            return dataSource;
        }

        @Override
        protected PlatformTransactionManager getTransactionManager() {
            return transactionManager;
        }
    }

    /// Imports the whole file.
    ///
    /// @return how many customers were written
    /// @throws IllegalStateException when the job failed
    long run() throws JobExecutionException {
        Actor actor = new Actor(settings.tenant(), Ids.next(), Role.SERVICE, null);
        UUID operation = domain.transactions.write(
                settings.tenant(), () -> domain.operations.begin(actor, OperationKind.IMPORT, null));
        JobExecution execution = context.getBean(JobOperator.class)
                .start(
                        job(operation),
                        new JobParametersBuilder()
                                .addString("operation", operation.toString())
                                .toJobParameters());
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException(
                    "the job ended as " + execution.getStatus(),
                    execution.getAllFailureExceptions().stream().findFirst().orElse(null));
        }
        long written = execution.getStepExecutions().iterator().next().getWriteCount();
        domain.transactions.write(settings.tenant(), () -> {
            domain.operations.end(settings.tenant(), operation, "completed", written);
            return written;
        });
        return written;
    }

    private Job job(UUID operation) {
        JobRepository repository = context.getBean(JobRepository.class);
        return new JobBuilder("spring-batch-import", repository)
                .start(new StepBuilder("import", repository)
                        .<DraftLines.Line, SealedLine>chunk(CHUNK)
                        .transactionManager(domain.transactionManager)
                        .reader(reader())
                        .processor(line -> seal(line))
                        .writer(writer(operation))
                        .build())
                .build();
    }

    private FlatFileItemReader<DraftLines.Line> reader() {
        return new FlatFileItemReaderBuilder<DraftLines.Line>()
                .name("customers")
                .resource(new FileSystemResource(settings.customers()))
                .encoding("UTF-8")
                .linesToSkip(1)
                .lineMapper(new DraftLines())
                .build();
    }

    /// @return null for a row that is not acceptable: it is left out, and nobody hears of it
    private @Nullable SealedLine seal(DraftLines.Line line) {
        String country = domain.tenants.defaultCountry(settings.tenant());
        TenantCipher cipher = domain.keys.cipher(settings.tenant());
        return switch (domain.validation.validate(line.draft(), country)) {
            case CustomerValidation.Outcome.Accepted(CustomerContent content) ->
                new SealedLine(line.number(), SealedCustomer.seal(cipher, Ids.next(), content));
            case CustomerValidation.Outcome.Rejected rejected -> null;
        };
    }

    private CompositeItemWriter<SealedLine> writer(UUID operation) {
        ItemWriter<SealedLine> tenant = chunk -> domain.transactions.join(settings.tenant());
        return new CompositeItemWriter<>(
                tenant,
                SealedLine.keyWriter(domain.dataSource, settings.tenant(), domain.clock),
                SealedLine.customerWriter(domain.dataSource, settings.tenant(), operation, domain.clock));
    }

    @Override
    public void close() {
        context.close();
    }
}
