package io.clientele.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A process remembered in a file, so that a later JVM finds it again and mistakes no other for it.
///
/// @param pid of the process
/// @param startMillis when it started, milliseconds since 1970, 0 when unknown
record ProcessRecord(long pid, long startMillis) {

    /// The kernel reckons start times from a boot time that clock corrections move.
    private static final long TOLERANCE_MILLIS = 2_000;

    static ProcessRecord of(ProcessHandle handle) {
        return new ProcessRecord(handle.pid(), startOf(handle));
    }

    void write(Path file) throws IOException {
        Directories.write(file, pid + "\n" + startMillis + "\n");
    }

    /// What the file says; empty when there is none or it is not ours.
    static Optional<ProcessRecord> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2
                || !lines.get(0).matches("\\d{1,18}")
                || !lines.get(1).matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessRecord(Long.parseLong(lines.get(0)), Long.parseLong(lines.get(1))));
    }

    /// The process, when it still runs and is the one that was recorded.
    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> startMillis != 0 && Math.abs(startOf(handle) - startMillis) <= TOLERANCE_MILLIS);
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(start -> Math.max(1, start.toEpochMilli()))
                .orElse(0L);
    }
}
