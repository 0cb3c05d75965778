package io.clientele.benchmark.api;

import io.clientele.benchmark.place.ChildProcess;
import io.clientele.embedded.ChildCommand;
import io.clientele.embedded.Spawner;
import io.clientele.launcher.client.Pause;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The process of one service, which listens on a port of the loopback interface.
record Server(String name, Process process, Path log, int port) implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /// Starts it.
    ///
    /// @param port where it was told to listen
    static Server start(String name, ChildCommand command, int port) {
        return new Server(name, Spawner.start(command), command.log(), port);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Waits for any answer.
    ///
    /// @param path absolute
    /// @throws IOException with the end of its log, when it ended or does not answer in two minutes
    void awaitAnswer(String path) throws IOException, InterruptedException {
        try (Client client = new Client(port, Map.of())) {
            boolean answered = Pause.until(POLL, START_LIMIT, () -> !process.isAlive() || answers(client, path));
            if (!answered || !process.isAlive()) {
                throw ChildProcess.failed(name, log, new IOException("it does not answer"));
            }
        }
    }

    private static boolean answers(Client client, String path) {
        try {
            var unused = client.send(new Client.Request(path, null));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        ChildProcess.end(process);
    }
}
