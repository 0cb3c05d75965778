package io.clientele.embedded;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;

/// Starts all servers in a directory and says how long each took; ends when told on standard input, or when killed.
/// Where told what to write, it does without OpenSearch, which takes longest.
final class RunServers {
    private RunServers() {}

    /// @param arguments the home directory, and what to write to PostgreSQL and Kafka
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        long begin = System.nanoTime();
        ServersConfig config = ServersConfig.in(Path.of(arguments[0]));
        if (arguments.length > 1) {
            config = config.withKinds(Set.of(ServerKind.POSTGRES, ServerKind.KAFKA));
        }
        try (var servers = EmbeddedServers.start(config)) {
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
                new KeptData(servers).writeRow(arguments[1]);
            }
            out.printf("all after %d ms%n", taken / 1_000_000);
            out.flush();
            System.in.read();
            begin = System.nanoTime();
        }
        out.printf("stopped after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
    }
}
