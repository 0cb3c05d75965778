package io.clientele.embedded.junit;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.OpenSearchAddress;
import io.clientele.embedded.PostgresAddress;
import io.clientele.embedded.ServerKind;
import io.clientele.embedded.ServersException;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// The servers that all tests of one build share. Each starts when it is first asked for, and ends with the build.
///
/// The system property `clientele.servers` chooses: `embedded` (default), or `containers` for Testcontainers.
public final class TestServers {
    private static final Map<ServerKind, CompletableFuture<Properties>> KNOWN = new ConcurrentHashMap<>();
    private static final Executor VIRTUAL =
            task -> Thread.ofVirtual().name("test-servers").start(task);

    private TestServers() {}

    /// @throws ServersException when it can't start
    public static PostgresAddress postgres() {
        Properties found = find(ServerKind.POSTGRES);
        return new PostgresAddress(
                found.getProperty("host"),
                Integer.parseInt(found.getProperty("port")),
                found.getProperty("user"),
                found.getProperty("password"));
    }

    /// @throws ServersException when it can't start
    public static KafkaAddress kafka() {
        return new KafkaAddress(find(ServerKind.KAFKA).getProperty("bootstrap.servers"));
    }

    /// @throws ServersException when it can't start
    public static OpenSearchAddress openSearch() {
        return new OpenSearchAddress(URI.create(find(ServerKind.OPENSEARCH).getProperty("uri")));
    }

    /// Begins to start servers side by side, so that asking for one later takes less time. Returns at once.
    public static void warmUp(ServerKind... kinds) {
        for (ServerKind kind : kinds) {
            begin(kind);
        }
    }

    private static Properties find(ServerKind kind) {
        try {
            return begin(kind).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ServersException known) {
                throw known;
            }
            throw e;
        }
    }

    private static CompletableFuture<Properties> begin(ServerKind kind) {
        return KNOWN.computeIfAbsent(kind, some -> CompletableFuture.supplyAsync(() -> obtain(some), VIRTUAL));
    }

    private static Properties obtain(ServerKind kind) {
        String choice = System.getProperty("clientele.servers", "embedded");
        return switch (choice) {
            case "embedded" -> KeptServers.obtain(kind);
            case "containers" -> ContainerServers.start(kind);
            default ->
                throw new ServersException(
                        "There are no servers called " + choice, "Give -Dservers=embedded or -Dservers=containers");
        };
    }
}
