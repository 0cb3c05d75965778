package io.clientele.benchmark.imports;

import io.clientele.benchmark.frame.Contender;
import io.clientele.benchmark.place.ChildProcess;
import io.clientele.benchmark.place.Database;
import io.clientele.benchmark.place.Workspace;
import io.clientele.bulk.BulkJob;
import io.clientele.bulk.BulkJobs;
import io.clientele.bulk.ImportOptions;
import io.clientele.embedded.ChildCommand;
import io.clientele.embedded.Ports;
import io.clientele.embedded.ServersException;
import io.clientele.embedded.Spawner;
import io.clientele.launcher.client.Pause;
import io.clientele.tenant.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Our way: the application `ingest-batch` itself, given a job as the gateway gives it one. The time runs from the
/// submission (the upload is encrypted to disk first) until the job is seen to be completed.
final class IngestBatch implements Contender, AutoCloseable {
    private static final String JAR = "ingest-batch/target/ingest-batch-0.1.0-SNAPSHOT.jar";
    private static final Duration POLL = Duration.ofMillis(20);

    private final Process process;
    private final Path log;
    private final BulkJobs jobs;
    private final Actor actor;
    private final Path customers;

    private IngestBatch(Process process, Path log, BulkJobs jobs, Actor actor, Path customers) {
        this.process = process;
        this.log = log;
        this.jobs = jobs;
        this.actor = actor;
        this.customers = customers;
    }

    /// Starts the application; its first run waits until it works.
    ///
    /// @param root of the repository
    /// @param login of the batch role
    /// @param jobs as the gateway's role
    /// @param recording where Java Flight Recorder writes what the application did; null for no recording
    static IngestBatch start(
            Path root, Workspace workspace, Database.Login login, BulkJobs jobs, Actor actor, @Nullable Path recording)
            throws IOException {
        Path jar = root.resolve(JAR);
        if (!Files.exists(jar)) {
            throw new ServersException(jar + " is missing", "Build it: mvn -DskipTests package in " + root);
        }
        List<String> line = new ArrayList<>(ChildProcess.java());
        if (recording != null) {
            line.add(
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording.toAbsolutePath());
        }
        line.addAll(List.of("-jar", jar.toString()));
        Path log = workspace.log("ingest-batch");
        Map<String, String> environment = Map.of(
                "SERVER_PORT", Integer.toString(Ports.free()),
                "SERVER_ADDRESS", "127.0.0.1",
                "SPRING_DATASOURCE_URL", login.url(),
                "SPRING_DATASOURCE_USERNAME", login.user(),
                "SPRING_DATASOURCE_PASSWORD", login.password(),
                "CLIENTELE_KEYS_MASTER_KEY_FILE", workspace.masterKey().toString(),
                "CLIENTELE_STORAGE_DIRECTORY", workspace.storage().toString(),
                "MALLOC_ARENA_MAX", "2");
        Process process = Spawner.start(ChildCommand.of(line, environment, workspace.directory(), log));
        return new IngestBatch(process, log, jobs, actor, workspace.customers());
    }

    @Override
    public String name() {
        return "Clientele";
    }

    @Override
    public String what() {
        return "the application ingest-batch, from submission of the upload to the completed job";
    }

    @Override
    public long run() throws IOException, InterruptedException {
        ImportOptions options = new ImportOptions(Map.of(), null, null, null, null, "csv");
        BulkJob job;
        try (InputStream file = Files.newInputStream(customers)) {
            job = jobs.submitImport(actor, "customers.csv", file, options, false, null);
        }
        while (!job.isOver()) {
            if (!process.isAlive()) {
                throw ChildProcess.failed(name(), log, new IOException("exit code " + process.exitValue()));
            }
            Pause.of(POLL);
            job = jobs.find(actor, job.id()).orElseThrow();
        }
        if (!job.status().equals("completed")) {
            IOException reason = new IOException("job " + job.status() + ": " + job.failureCode());
            throw ChildProcess.failed(name(), log, reason);
        }
        return job.created();
    }

    /// The second is this JVM, which plays the gateway.
    @Override
    public List<Long> clients() {
        return List.of(process.pid(), ProcessHandle.current().pid());
    }

    @Override
    public void close() {
        ChildProcess.end(process);
    }
}
