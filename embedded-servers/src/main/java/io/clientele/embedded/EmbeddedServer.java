package io.clientele.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One server as a child process. Thread-safe.
public abstract sealed class EmbeddedServer permits Postgres, Kafka, OpenSearch {
    private static final long LOG_LIMIT_BYTES = 10L << 20;
    private static final long POLL_MILLIS = 25;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration RECORDING_STOP_LIMIT = Duration.ofMinutes(2);

    final ServerKind kind;
    final ServersConfig config;

    private CompletableFuture<Duration> ready = new CompletableFuture<>();
    private @Nullable Thread starter;
    private volatile @Nullable Process process;

    EmbeddedServer(ServerKind kind, ServersConfig config) {
        this.kind = kind;
        this.config = config;
    }

    /// Which server this is.
    public ServerKind kind() {
        return kind;
    }

    /// Where its output goes.
    public Path log() {
        return config.home().log(kind);
    }

    /// Starts it on its data, in the background; nothing happens when it runs or starts already.
    ///
    /// @return how long it took until it answered; fails with a [ServersException]
    public synchronized CompletableFuture<Duration> start() {
        if (isAlive() || starting()) {
            return ready;
        }
        CompletableFuture<Duration> outcome = new CompletableFuture<>();
        ready = outcome;
        starter = Thread.ofVirtual().name("start-" + kind.id()).start(() -> {
            long begin = System.nanoTime();
            try {
                bringUp();
                outcome.complete(Duration.ofNanos(System.nanoTime() - begin));
            } catch (IOException | RuntimeException | InterruptedException e) {
                kill();
                outcome.completeExceptionally(explained(e));
            } catch (Error broken) { // such as a class that is missing: whoever waits has to hear of it, too
                kill();
                outcome.completeExceptionally(broken);
                throw broken;
            }
        });
        return outcome;
    }

    /// The outcome of the last [#start()]: how long it took until the server answered.
    public synchronized CompletableFuture<Duration> ready() {
        return ready;
    }

    /// Whether the process runs, ready or not.
    public boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /// The process id; empty when it does not run.
    public OptionalLong pid() {
        Process running = process;
        return running != null && running.isAlive() ? OptionalLong.of(running.pid()) : OptionalLong.empty();
    }

    /// Completes with the exit code when the process that runs now has ended, whatever the reason; at once with -1
    /// when none was started.
    public CompletableFuture<Integer> onExit() {
        Process running = process;
        return running == null
                ? CompletableFuture.completedFuture(-1)
                : running.onExit().thenApply(Process::exitValue);
    }

    /// Stops it in good order and waits until it is gone; by force after 20 s.
    public synchronized void stop() {
        Thread starting = starter;
        if (starting != null && starting.isAlive()) {
            starting.interrupt();
            try {
                starting.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Process running = process;
        if (running != null && running.isAlive()) {
            end(running.toHandle());
        }
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new ServersException("Can't delete " + pidFile(), "Delete it by hand", e);
        }
    }

    /// Stops it, if it runs, and starts it on the same data.
    ///
    /// @return as [#start()]
    public CompletableFuture<Duration> restart() {
        stop();
        return start();
    }

    private boolean starting() {
        Thread thread = starter;
        return thread != null && thread.isAlive();
    }

    private void bringUp() throws IOException, InterruptedException {
        endLeftover();
        Files.createDirectories(config.home().logs());
        Files.createDirectories(config.home().data(kind).resolveSibling("."));
        checkDisk();
        checkVersion();
        checkPorts();
        rotateLog();
        prepare();
        long deadline = System.nanoTime() + config.startLimit().toNanos();
        while (!launched(deadline)) {
            // a leftover of the last run still holds what it needs: launch again
        }
    }

    /// @return false when it ended for a reason that passes by itself
    private boolean launched(long deadline) throws IOException, InterruptedException {
        long logStart = Files.exists(log()) ? Files.size(log()) : 0;
        Process child = Spawner.start(command());
        process = child;
        ProcessRecord.of(child.toHandle()).write(pidFile());
        while (!answers()) {
            if (child.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                String tail = LogDiagnosis.tail(log(), logStart);
                if (passing(tail) && System.nanoTime() < deadline) {
                    return false;
                }
                throw LogDiagnosis.explain(kind, child.exitValue(), log(), tail);
            }
            if (System.nanoTime() > deadline) {
                throw new ServersException(
                        kind.title() + " did not answer within "
                                + config.startLimit().toSeconds() + " s",
                        "Its log may say why: " + log());
            }
        }
        return true;
    }

    private ServersException explained(Exception e) {
        return switch (e) {
            case ServersException known -> known;
            case InterruptedException interrupted ->
                new ServersException(kind.title() + " was stopped before it was ready", "Start it again", interrupted);
            default ->
                new ServersException(
                        kind.title() + " can't start: " + e,
                        "Check that " + config.home().root() + " may be written to and has space left",
                        e);
        };
    }

    private void checkDisk() throws IOException {
        long free = Files.getFileStore(config.home().logs()).getUsableSpace();
        if (free < config.minimumFreeBytes()) {
            throw new ServersException(
                    "Only " + (free >> 20) + " MiB are free on the disk of "
                            + config.home().root() + ", and " + (config.minimumFreeBytes() >> 20) + " MiB are needed",
                    "Free disk space, or choose a home directory on another disk");
        }
    }

    private void checkPorts() {
        for (int port : ports()) {
            if (!Ports.isFree(port)) {
                throw new ServersException(
                        "Port " + port + " on 127.0.0.1, which " + kind.title() + " is to use, is taken",
                        "Stop the program that listens there, or choose other ports");
            }
        }
    }

    /// Ends a process that an earlier JVM of ours left behind, and no other.
    private void endLeftover() throws IOException {
        ProcessRecord.read(pidFile()).flatMap(ProcessRecord::running).ifPresent(this::end);
        Files.deleteIfExists(pidFile());
    }

    private void end(ProcessHandle handle) {
        try {
            stopSignal().send(handle.pid());
            Duration limit = config.recordStart() ? RECORDING_STOP_LIMIT : STOP_LIMIT;
            handle.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            handle.destroyForcibly();
            handle.onExit().join();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void kill() {
        Process running = process;
        if (running != null && running.isAlive()) {
            end(running.toHandle());
        }
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT_BYTES) {
            Files.move(log(), log().resolveSibling(log().getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path pidFile() {
        return config.home().run().resolve(kind.id() + ".pid");
    }

    Path data() {
        return config.home().data(kind);
    }

    /// A command of this server's with an environment that hides ours from it.
    ChildCommand command(List<String> line, Path directory, Signal deathSignal) {
        Map<String, String> environment =
                Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LANG", "C", "TZ", "UTC", "HOME", directory.toString());
        return new ChildCommand(line, environment, directory, log(), true, deathSignal);
    }

    /// The ports that it listens on.
    abstract List<Integer> ports();

    /// Refuses data that these programs can't read.
    abstract void checkVersion() throws IOException;

    /// Makes data and configuration ready; called before each start.
    abstract void prepare() throws IOException;

    /// How to run it.
    abstract ChildCommand command();

    /// Whether it does its work; asked every 25 ms, must return within a second or two.
    abstract boolean answers();

    /// What asks it to stop in good order.
    abstract Signal stopSignal();

    /// Whether the log tells of an obstacle that passes by itself.
    boolean passing(String logTail) {
        return false;
    }
}
