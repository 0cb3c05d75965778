package io.clientele.launcher.supervisor;

import io.clientele.launcher.home.PlatformState.RunningProcess;
import io.clientele.launcher.home.PlatformState.SupervisedProcess;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One child that is kept alive: when it dies, it is started again after its [Backoff], on the same ports and data.
/// Thread-safe.
abstract sealed class Supervised permits SupervisedServer, SupervisedApplication {
    private static final int HOPELESS_RESTARTS = 5;

    private final ScheduledExecutorService clock;
    private final SupervisionListener listener;
    private final Backoff backoff = new Backoff();
    private boolean wanted;
    private int restarts;
    private long startedNanos;

    Supervised(ScheduledExecutorService clock, SupervisionListener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /// Starts it and keeps it running from now on.
    final synchronized void start() {
        wanted = true;
        startedNanos = System.nanoTime();
        launch().whenComplete((exit, failure) -> died(failure));
        listener.changed();
    }

    /// Ends it in good order and leaves it so. Waits until it is gone.
    final void stop() {
        release();
        halt();
        listener.changed();
    }

    /// No longer restarts it; whoever calls this ends it next.
    final synchronized void release() {
        wanted = false;
    }

    /// Whether it has died so often, each time soon after its start, that waiting for it is no use.
    final synchronized boolean hopeless() {
        return restarts >= HOPELESS_RESTARTS && System.nanoTime() - startedNanos < Backoff.GOOD_LIFE.toNanos();
    }

    private synchronized void died(@Nullable Throwable failure) {
        if (!wanted || clock.isShutdown()) {
            return;
        }
        Duration lived = Duration.ofNanos(System.nanoTime() - startedNanos);
        Duration wait = backoff.after(lived);
        restarts++;
        listener.died(this, failure, wait);
        listener.changed();
        var unused = clock.schedule(this::startAgain, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void startAgain() {
        if (wanted) {
            start();
        }
    }

    final synchronized SupervisedProcess state() {
        OptionalLong pid = pid();
        RunningProcess process = pid.isPresent()
                ? ProcessHandle.of(pid.getAsLong()).map(RunningProcess::of).orElse(null)
                : null;
        return new SupervisedProcess(name(), process, port(), healthUrl(), restarts);
    }

    /// The process by name, for people and file names.
    abstract String name();

    /// The port to reach it at.
    abstract int port();

    /// Where its actuator tells its health; null for a server.
    abstract @Nullable String healthUrl();

    /// The running process's id.
    abstract OptionalLong pid();

    /// Starts the process; the result completes when it has ended or could not be started.
    abstract CompletableFuture<?> launch();

    /// Ends the process in good order and waits until it is gone.
    abstract void halt();

    /// Whether it does its work now.
    abstract boolean answers();
}
