package io.clientele.embedded;

import java.io.IOException;

/// A signal that asks a process to end.
public enum Signal {
    /// The usual request.
    TERM,
    /// PostgreSQL: end now, roll back what is open, write a checkpoint.
    INT,
    /// PostgreSQL: end without a checkpoint; the next start recovers from the log.
    QUIT;

    /// Sends it; a process that is gone already is no error.
    ///
    /// @param pid of a process of ours
    void send(long pid) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -s " + name() + " " + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }
}
