package io.clientele.embedded;

import java.nio.file.Path;

/// Starts all servers in a directory and says how long each took; ends when told on standard input, or when killed.
final class RunServers {
    private RunServers() {}

    public static void main(String[] arguments) throws Exception {
        long begin = System.nanoTime();
        try (var servers = EmbeddedServers.start(ServersConfig.in(Path.of(arguments[0])))) {
            servers.awaitReady();
            for (EmbeddedServer server : servers.all()) {
                System.out.printf(
                        "%s pid %d after %d ms%n",
                        server.kind(),
                        server.pid().orElse(-1),
                        server.ready().join().toMillis());
            }
            System.out.printf("all after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
            System.out.flush();
            System.in.read();
            begin = System.nanoTime();
        }
        System.out.printf("stopped after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
    }
}
