package io.clientele.benchmark.streams;

import io.clientele.benchmark.place.ChildProcess;
import io.clientele.embedded.ChildCommand;
import io.clientele.embedded.Spawner;
import java.io.IOException;
import java.nio.file.Path;

/// A process of the benchmark.
record Child(String name, Process process, Path log) implements AutoCloseable {
    static Child start(String name, ChildCommand command) {
        return new Child(name, Spawner.start(command), command.log());
    }

    /// @throws IOException with the end of its log, when it has ended
    void expectAlive() throws IOException {
        if (!process.isAlive()) {
            throw ChildProcess.failed(name, log, new IOException("exit code " + process.exitValue()));
        }
    }

    /// As the kernel or an operator would, without any good-bye.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        ChildProcess.end(process);
    }
}
