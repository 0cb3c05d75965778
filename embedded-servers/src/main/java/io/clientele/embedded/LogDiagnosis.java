package io.clientele.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Says from a server's own log why it ended before it was ready.
final class LogDiagnosis {
    private static final int TAIL_BYTES = 64 * 1024;

    private LogDiagnosis() {}

    static ServersException explain(ServerKind kind, int exitCode, Path log, String tail) {
        String name = kind.title();
        if (tail.contains("No space left on device") || tail.contains("Disk quota exceeded")) {
            return new ServersException(
                    name + " ended: no space left on the disk of " + log.getParent(),
                    "Free disk space, or choose a home directory on another disk");
        }
        if (tail.contains("Address already in use") || tail.contains("BindException")) {
            return new ServersException(
                    name + " ended: another program took its port",
                    "Stop that program, or choose other ports (see " + log + ")");
        }
        if (tail.contains("is not compatible with this version")
                || tail.contains("database files are incompatible")
                || tail.contains("cannot upgrade a node")
                || tail.contains("cannot downgrade a node")) {
            return new ServersException(
                    name + " ended: its data is of another version",
                    "Choose another home directory, or run the matching version of Clientele (see " + log + ")");
        }
        if (tail.contains("Cannot allocate memory")
                || tail.contains("could not map anonymous shared memory")
                || tail.contains("insufficient memory")) {
            return new ServersException(
                    name + " ended: not enough memory", "Stop other programs; the platform needs 3 GB");
        }
        return new ServersException(
                name + " ended with exit code " + exitCode + " before it was ready", "Its log says why: " + log);
    }

    /// The last 64 KiB of what was written since the offset.
    static String tail(Path log, long since) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(since, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
