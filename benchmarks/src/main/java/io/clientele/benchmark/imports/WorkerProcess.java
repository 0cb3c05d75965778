package io.clientele.benchmark.imports;

import io.clientele.benchmark.frame.Contender;
import io.clientele.benchmark.place.ChildProcess;
import io.clientele.benchmark.place.Workspace;
import io.clientele.embedded.ChildCommand;
import io.clientele.embedded.Spawner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/// A contender that works in a [Worker] process of its own.
final class WorkerProcess implements Contender, AutoCloseable {
    private static final int START_LIMIT_MILLIS = 60_000;

    private final String name;
    private final String what;
    private final Process process;
    private final Socket socket;
    private final BufferedReader answers;

    private WorkerProcess(String name, String what, Process process, Socket socket) throws IOException {
        this.name = name;
        this.what = what;
        this.process = process;
        this.socket = socket;
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Starts it and waits until it is ready.
    ///
    /// @param settings of the worker, for the port on which we wait for it
    static WorkerProcess start(String name, String what, Workspace workspace, IntFunction<WorkerSettings> settings)
            throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path log = workspace.log(name.replace(' ', '-'));
            Process process = Spawner.start(ChildCommand.of(
                    ChildProcess.main(Worker.class),
                    settings.apply(door.getLocalPort()).environment(),
                    workspace.directory(),
                    log));
            try {
                door.setSoTimeout(START_LIMIT_MILLIS);
                return new WorkerProcess(name, what, process, door.accept());
            } catch (IOException failed) {
                ChildProcess.end(process);
                throw ChildProcess.failed(name, log, failed);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public long run() throws IOException {
        OutputStream requests = socket.getOutputStream();
        requests.write('\n');
        requests.flush();
        String rows = answers.readLine();
        if (rows == null) {
            throw new IOException("the process of '" + name + "' ended");
        }
        return Long.parseLong(rows);
    }

    @Override
    public List<Long> clients() {
        return List.of(process.pid());
    }

    @Override
    public void close() throws IOException {
        socket.close();
        ChildProcess.end(process);
    }
}
