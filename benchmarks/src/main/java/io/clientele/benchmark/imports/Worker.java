package io.clientele.benchmark.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;

/// A process that does its work each time it is asked to, so that its JVM is as warm as that of a service. A line
/// comes in, the number of rows goes out; it ends when the connection does.
final class Worker {
    private Worker() {}

    /// The work of one way.
    @FunctionalInterface
    private interface Work {
        long run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        WorkerSettings settings = WorkerSettings.of(System.getenv());
        switch (settings.way()) {
            case COPY -> {
                FinishedRows rows = new FinishedRows(settings.directory());
                // Kept open, as the others' pools do: the time of a server process that has ended is counted late.
                try (Connection connection = settings.login().open()) {
                    serve(settings.port(), () -> rows.load(connection));
                }
            }
            case SPRING_BATCH -> {
                try (Domain domain = new Domain(settings.login(), settings.masterKey());
                        SpringBatchImport job = new SpringBatchImport(domain, settings)) {
                    serve(settings.port(), job::run);
                }
            }
        }
    }

    private static void serve(int port, Work work) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader requests =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            while (requests.readLine() != null) {
                answer(socket.getOutputStream(), work.run());
            }
        }
    }

    private static void answer(OutputStream answers, long rows) throws IOException {
        answers.write((rows + "\n").getBytes(StandardCharsets.UTF_8));
        answers.flush();
    }
}
