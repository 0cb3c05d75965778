package io.clientele.embedded;

import java.nio.file.Path;

/// The directory that holds all that the servers keep: `data/`, `logs/`, `config/`, `secrets/`, `run/`.
///
/// @param root need not exist yet; made absolute here
public record ServerHome(Path root) {
    public ServerHome {
        root = root.toAbsolutePath().normalize();
    }

    /// The server's data; it alone writes there.
    public Path data(ServerKind kind) {
        return root.resolve("data").resolve(kind.id());
    }

    /// Generated at each start, never read back.
    public Path config(ServerKind kind) {
        return root.resolve("config").resolve(kind.id());
    }

    /// The server's output, appended to; moved to `*.1` at a start once it is larger than 10 MiB.
    public Path log(ServerKind kind) {
        return logs().resolve(kind.id() + ".log");
    }

    /// Logs of every process of the platform.
    public Path logs() {
        return root.resolve("logs");
    }

    /// Readable only by the owner of the home.
    public Path secrets() {
        return root.resolve("secrets");
    }

    /// Process ids and locks.
    public Path run() {
        return root.resolve("run");
    }
}
