package io.clientele.launcher.supervisor;

import io.clientele.embedded.ChildCommand;
import io.clientele.embedded.ServersException;
import io.clientele.embedded.Spawner;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One of our own applications as a JVM of its own.
final class SupervisedApplication extends Supervised {
    private static final int STOP_SECONDS = 25;

    private final Application application;
    private final int port;
    private final int managementPort;
    private final Supplier<ChildCommand> command;
    private final Health health;
    private volatile @Nullable Process process;

    /// @param command how to run it; asked before each start
    SupervisedApplication(
            Application application,
            int port,
            int managementPort,
            Supplier<ChildCommand> command,
            Health health,
            ScheduledExecutorService clock,
            SupervisionListener listener) {
        super(clock, listener);
        this.application = application;
        this.port = port;
        this.managementPort = managementPort;
        this.command = command;
        this.health = health;
    }

    @Override
    String name() {
        return application.module();
    }

    @Override
    int port() {
        return port;
    }

    @Override
    String healthUrl() {
        return "http://127.0.0.1:" + managementPort + "/actuator/health";
    }

    @Override
    OptionalLong pid() {
        Process running = process;
        return running != null && running.isAlive() ? OptionalLong.of(running.pid()) : OptionalLong.empty();
    }

    @Override
    CompletableFuture<?> launch() {
        try {
            Process started = Spawner.start(command.get());
            process = started;
            return started.onExit();
        } catch (ServersException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    void halt() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        running.destroy();
        try {
            running.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            running.destroyForcibly();
            running.onExit().join();
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it serves: for the gateway, whether the API port answers at all.
    boolean alive() {
        return health.answersHttp("http://127.0.0.1:" + port + "/");
    }

    @Override
    boolean answers() {
        return pid().isPresent() && health.isUp(healthUrl() + "/readiness");
    }
}
