package io.clientele.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The servers of one home, as child processes that die with us.
///
/// ```java
/// try (var servers = EmbeddedServers.start(ServersConfig.in(home))) {
///     servers.awaitReady();
///     connect(servers.postgres().address().jdbcUrl("postgres"));
/// }
/// ```
public final class EmbeddedServers implements AutoCloseable {
    private final ServersConfig config;
    private final HomeLock lock;
    private final @Nullable Postgres postgres;
    private final @Nullable Kafka kafka;
    private final @Nullable OpenSearch openSearch;

    private EmbeddedServers(ServersConfig config, HomeLock lock) throws IOException {
        this.config = config;
        this.lock = lock;
        this.postgres = config.kinds().contains(ServerKind.POSTGRES) ? new Postgres(config) : null;
        this.kafka = config.kinds().contains(ServerKind.KAFKA) ? new Kafka(config) : null;
        this.openSearch = config.kinds().contains(ServerKind.OPENSEARCH) ? new OpenSearch(config) : null;
    }

    /// Starts the servers side by side and returns at once; each tells by [EmbeddedServer#ready()] when it answers.
    ///
    /// @throws ServersException when the home is in use or can't be written to, or this is no JDK 25
    public static EmbeddedServers start(ServersConfig config) {
        EmbeddedServers servers = open(config);
        servers.all().forEach(EmbeddedServer::start);
        return servers;
    }

    /// Takes the home and starts nothing yet: for a caller that starts each server in its own good time.
    ///
    /// @throws ServersException when the home is in use or can't be written to, or this is no JDK 25
    public static EmbeddedServers open(ServersConfig config) {
        JavaRuntime.program();
        HomeLock lock = HomeLock.take(config.home());
        try {
            return new EmbeddedServers(config.withPorts(config.ports().chosen()), lock);
        } catch (IOException e) {
            lock.close();
            throw new ServersException(
                    "Can't write to " + config.home().root() + ": " + e.getMessage(),
                    "Choose a home directory that this user may write to",
                    e);
        }
    }

    /// The configuration, with the ports that were chosen.
    public ServersConfig config() {
        return config;
    }

    /// @throws IllegalStateException when it was not asked for
    public Postgres postgres() {
        return present(postgres, ServerKind.POSTGRES);
    }

    /// @throws IllegalStateException when it was not asked for
    public Kafka kafka() {
        return present(kafka, ServerKind.KAFKA);
    }

    /// @throws IllegalStateException when it was not asked for
    public OpenSearch openSearch() {
        return present(openSearch, ServerKind.OPENSEARCH);
    }

    /// Those that were asked for, in the order in which they are started.
    public List<EmbeddedServer> all() {
        List<EmbeddedServer> all = new ArrayList<>();
        // The slowest to start goes first.
        for (EmbeddedServer server : new @Nullable EmbeddedServer[] {openSearch, kafka, postgres}) {
            if (server != null) {
                all.add(server);
            }
        }
        return List.copyOf(all);
    }

    /// Waits until every server answers.
    ///
    /// @throws ServersException of the first that can't start
    public void awaitReady() {
        try {
            CompletableFuture.allOf(all().stream().map(EmbeddedServer::ready).toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ServersException known) {
                throw known;
            }
            throw e;
        }
    }

    /// Stops OpenSearch, then Kafka, then PostgreSQL, and frees the home.
    @Override
    public void close() {
        all().forEach(EmbeddedServer::stop);
        lock.close();
    }

    private static <T extends EmbeddedServer> T present(@Nullable T server, ServerKind kind) {
        if (server == null) {
            throw new IllegalStateException(kind.title() + " was not asked for");
        }
        return server;
    }
}
