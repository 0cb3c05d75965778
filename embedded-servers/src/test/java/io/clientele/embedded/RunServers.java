package io.clientele.embedded;

import java.io.PrintStream;
import java.nio.file.Path;

/// Starts all servers in a directory, says how long each took, and writes to them where told what; ends when told on
/// standard input, or when killed.
final class RunServers {
    private RunServers() {}

    /// @param arguments the home directory, and what to write to each server (nothing without it)
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        long begin = System.nanoTime();
        try (var servers = EmbeddedServers.start(ServersConfig.in(Path.of(arguments[0])))) {
            servers.awaitReady();
            for (EmbeddedServer server : servers.all()) {
                out.printf(
                        "%s pid %d after %d ms%n",
                        server.kind(),
                        server.pid().orElseThrow(),
                        server.ready().join().toMillis());
            }
            long taken = System.nanoTime() - begin;
            if (arguments.length > 1) {
                new KeptData(servers).write(arguments[1]);
            }
            out.printf("all after %d ms%n", taken / 1_000_000);
            out.flush();
            System.in.read();
            begin = System.nanoTime();
        }
        out.printf("stopped after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
    }
}
