package io.clientele.launcher.supervisor;

import io.clientele.embedded.EmbeddedServer;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// PostgreSQL, Kafka or OpenSearch.
final class SupervisedServer extends Supervised {
    private final EmbeddedServer server;
    private final int port;

    SupervisedServer(EmbeddedServer server, int port, ScheduledExecutorService clock, SupervisionListener listener) {
        super(clock, listener);
        this.server = server;
        this.port = port;
    }

    @Override
    String name() {
        return server.kind().id();
    }

    @Override
    int port() {
        return port;
    }

    @Override
    @Nullable
    String healthUrl() {
        return null;
    }

    @Override
    OptionalLong pid() {
        return server.pid();
    }

    @Override
    CompletableFuture<?> launch() {
        return server.start().thenCompose(ready -> server.onExit());
    }

    @Override
    void halt() {
        server.stop();
    }

    @Override
    boolean answers() {
        return server.isAlive() && server.ready().isDone() && !server.ready().isCompletedExceptionally();
    }
}
