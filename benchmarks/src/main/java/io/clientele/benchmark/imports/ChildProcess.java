package io.clientele.benchmark.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How the client JVMs of all contenders are run: alike, with the settings that the launcher gives `ingest-batch`.
final class ChildProcess {
    private static final int STOP_LIMIT_SECONDS = 30;
    private static final int TAIL_LINES = 20;

    private ChildProcess() {}

    /// The JVM that we run on, and its settings.
    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Xms32m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Djava.net.preferIPv4Stack=true");
    }

    /// Asks it to end and waits for that; by force after 30 s.
    static void end(Process process) {
        process.destroy();
        try {
            if (process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    /// The end of the log says why; the log itself is deleted with the workspace.
    static IOException failed(String name, Path log, Exception cause) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        return new IOException("the process of '" + name + "' failed; its last lines:\n" + tail, cause);
    }
}
