package io.clientele.benchmark.place;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How the client JVMs of all contenders are run: alike, with the settings that the launcher gives
/// `ingest-batch`.
public final class ChildProcess {
    private static final int STOP_LIMIT_SECONDS = 30;
    private static final int TAIL_LINES = 20;

    private ChildProcess() {}

    /// The JVM that we run on, and its settings.
    public static List<String> java() {
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

    /// A main class of this module, in such a JVM; file names are absolute, since the child runs elsewhere.
    public static List<String> main(Class<?> program) {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow();
        List<String> line = new ArrayList<>(java());
        line.addAll(List.of("-cp", classPath, program.getName()));
        return line;
    }

    /// Asks it to end and waits for that; by force after 30 s.
    public static void end(Process process) {
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
    public static IOException failed(String name, Path log, Exception cause) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        return new IOException("the process of '" + name + "' failed; its last lines:\n" + tail, cause);
    }
}
