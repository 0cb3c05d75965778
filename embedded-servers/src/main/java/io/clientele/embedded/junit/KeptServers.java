package io.clientele.embedded.junit;

import io.clientele.embedded.Binaries;
import io.clientele.embedded.ServerKind;
import io.clientele.embedded.ServersException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// Finds the server that a keeper process runs for this build, or starts that keeper.
final class KeptServers {
    private static final long POLL_MILLIS = 20;

    private KeptServers() {}

    static Properties obtain(ServerKind kind) {
        Binaries binaries = Binaries.locate();
        ProcessHandle build = BuildProcess.find();
        Path directory = directory(binaries, build);
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                            directory.resolve(kind.id() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                Path answer = directory.resolve(kind.id() + ".properties");
                if (lock.isValid() && !keeperRuns(answer)) {
                    Files.deleteIfExists(answer);
                    startKeeper(kind, binaries, build, directory, answer);
                }
                return read(answer);
            }
        } catch (IOException e) {
            throw new ServersException(
                    "Can't start " + kind.title() + " for the tests: " + e, "Look into " + directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServersException(
                    "Interrupted while " + kind.title() + " started for the tests", "Start again", e);
        }
    }

    /// One directory per build, so that no build meets the servers of one that is just ending.
    private static Path directory(Binaries binaries, ProcessHandle build) {
        Path root = binaries.directory().resolve("../../..").normalize();
        long start = build.info().startInstant().map(at -> at.toEpochMilli()).orElse(0L);
        Path all = root.resolve("target").resolve("test-servers");
        KeptDirectory.deleteThoseOfEndedBuilds(all);
        return all.resolve(build.pid() + "-" + start);
    }

    private static boolean keeperRuns(Path answer) throws IOException {
        if (!Files.exists(answer)) {
            return false;
        }
        long pid = Long.parseLong(read(answer).getProperty("keeper.pid"));
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void startKeeper(
            ServerKind kind, Binaries binaries, ProcessHandle build, Path directory, Path answer)
            throws IOException, InterruptedException {
        Path log = directory.resolve(kind.id() + "-keeper.log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dclientele.root=" + binaries.directory().resolve("../../..").normalize(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ServerKeeper.class.getName(),
                kind.name(),
                directory.toString(),
                Long.toString(build.pid()));
        Process keeper = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (!Files.exists(answer)) {
            if (keeper.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) && !Files.exists(answer)) {
                throw new ServersException(
                        kind.title() + " for the tests did not start: "
                                + Files.readString(log).strip(),
                        "See " + directory);
            }
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }
}
