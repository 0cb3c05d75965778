package io.clientele.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.bulk.BulkJob;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.ingest.IngestBatchApplication;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A worker that is killed without warning, as a process of its own, again and again.
@ExtendWith(Servers.class)
@Tag("REQ-CM-B010")
class ImportKillIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Test
    void losesAndRepeatsNothingWhenItsProcessIsKilled(TestDatabase database, @TempDir Path directory) throws Exception {
        ImportWorld world = new ImportWorld(database, directory);
        MessyFile file = MessyFile.of(12_000, "kill.example.com");
        BulkJob job = world.submit(world.admin, file.bytes(), false);
        int port = freePort();

        Process worker = start(world, port, directory);
        try {
            world.await(job.id(), LIMIT, j -> j.read() > 2_000);
            kill(worker);
            worker = start(world, port, directory);
            Instant back = Instant.now();
            world.await(job.id(), LIMIT, j -> j.read() > 6_000);
            assertThat(Duration.between(back, Instant.now())).isLessThan(Duration.ofSeconds(20));
            world.await(job.id(), LIMIT, j -> j.created() > 1_000 || j.isOver());
            kill(worker);
            worker = start(world, port, directory);
            world.await(job.id(), LIMIT, j -> j.status().equals("completed"));
        } finally {
            kill(worker);
        }

        Ledger.assertHolds(world, file, world.job(job.id()), List.of());
        assertThat(world.count("select count(*) from scheduled_tasks")).isLessThanOrEqualTo(1);
    }

    private static Process start(ImportWorld world, int port, Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                IngestBatchApplication.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("worker.log").toFile());
        for (Map.Entry<String, Object> setting : world.settings().entrySet()) {
            String name = setting.getKey().replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
            builder.environment().put(name, setting.getValue().toString());
        }
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("CLIENTELE_IMPORT_ROWSPERCHUNK", "200");
        builder.environment().put("CLIENTELE_IMPORT_ROWSPERSLICE", "300");
        return builder.start();
    }

    private static void kill(Process worker) throws InterruptedException {
        worker.destroyForcibly();
        assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
