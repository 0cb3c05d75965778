package io.clientele.launcher.supervisor;

import io.clientele.embedded.EmbeddedServer;
import io.clientele.embedded.EmbeddedServers;
import io.clientele.embedded.ServersConfig;
import io.clientele.embedded.ServersException;
import io.clientele.launcher.client.Pause;
import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.Passwords;
import io.clientele.launcher.home.PlatformState;
import io.clientele.launcher.home.PlatformState.RunningProcess;
import io.clientele.launcher.home.Ports;
import io.clientele.launcher.token.LocalIssuer;
import io.clientele.schemas.database.DatabaseSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs one platform: three servers and four applications as child processes that are started side by side, restarted
/// when they die, and stopped in order. Exactly one supervisor runs a home.
public final class Supervisor implements AutoCloseable {
    private static final Duration ASK_EVERY = Duration.ofMillis(100);
    private static final Duration APPLICATION_LIMIT = Duration.ofMinutes(3);

    private final Home home;
    private final Path root;
    private final Ports ports;
    private final Consumer<String> narrator;
    private final long began = System.nanoTime();
    // One thread for the whole life; what comes in after the end is dropped.
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("supervision").factory(), new ThreadPoolExecutor.DiscardPolicy());
    private final Health health = new Health();
    private final List<Supervised> children = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean ready;
    private @Nullable EmbeddedServers servers;

    private Supervisor(Home home, Path root, Ports ports, Consumer<String> narrator) {
        this.home = home;
        this.root = root;
        this.ports = ports;
        this.narrator = narrator;
    }

    /// Starts everything and returns when the API answers; the rest may still be starting.
    ///
    /// @param root of the repository, where the applications were built
    /// @param narrator hears in one line each what happens, now and later
    /// @throws ServersException when something cannot start, with its cause and cure; nothing runs then
    public static Supervisor start(Home home, Path root, Ports ports, Clock clock, Consumer<String> narrator)
            throws InterruptedException {
        var supervisor = new Supervisor(home, root, ports, narrator);
        // Ctrl-C and SIGTERM stop everything in order too.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(supervisor::close));
        try {
            supervisor.bringUp(clock);
            return supervisor;
        } catch (IOException | SQLException e) {
            supervisor.close();
            throw new ServersException(
                    "The platform cannot start: " + e.getMessage(), "See the logs in " + home.logs(), e);
        } catch (CompletionException e) {
            supervisor.close();
            throw e.getCause() instanceof ServersException known ? known : e;
        } catch (RuntimeException | InterruptedException e) {
            supervisor.close();
            throw e;
        }
    }

    private void bringUp(Clock wallClock) throws IOException, SQLException, InterruptedException {
        home.create();
        Leftovers.end(home);
        var issuer = LocalIssuer.of(home, wallClock);
        var settings = new Settings(home, ports, Passwords.of(home), issuer.publicKeys());
        EmbeddedServers started =
                EmbeddedServers.open(ServersConfig.in(home.directory()).withPorts(serverPorts()));
        servers = started;
        var launch = new ApplicationCommand(root, settings);
        // What the API needs comes first and has the processors to itself; the applications behind it are of no use
        // before Kafka runs.
        supervise(started.postgres(), ports.postgres(), "PostgreSQL answers");
        SupervisedApplication gateway = supervise(Application.API_GATEWAY, launch);
        var unused = started.postgres().ready().join();
        prepareDatabase(started, settings);
        supervise(started.openSearch(), ports.openSearch(), "OpenSearch answers");
        supervise(started.kafka(), ports.kafka(), "Kafka answers");
        await(gateway, gateway::alive);
        tell("the API answers at http://127.0.0.1:" + ports.api());
        for (Application application : Application.values()) {
            if (application != Application.API_GATEWAY) {
                supervise(application, launch);
            }
        }
    }

    private io.clientele.embedded.Ports serverPorts() {
        return new io.clientele.embedded.Ports(
                ports.postgres(),
                ports.kafka(),
                ports.kafkaController(),
                ports.openSearch(),
                ports.openSearchTransport());
    }

    private void supervise(EmbeddedServer server, int port, String sentence) {
        var child = new SupervisedServer(server, port, clock, listener);
        adopt(child);
        child.start();
        var unused = server.ready().thenRun(() -> tell(sentence));
    }

    private void adopt(Supervised child) {
        synchronized (children) {
            children.add(child);
        }
    }

    private void prepareDatabase(EmbeddedServers started, Settings settings) throws SQLException {
        var address = started.postgres().address();
        DatabaseSetup.prepare(new DatabaseSetup.Config(
                address.host(),
                address.port(),
                Settings.DATABASE,
                address.user(),
                address.password(),
                settings.passwords().byRole(),
                DatabaseSetup.SLOT));
        tell("the database is prepared");
    }

    private SupervisedApplication supervise(Application application, ApplicationCommand launch) {
        var child = new SupervisedApplication(
                application,
                application.port(ports),
                application.managementPort(ports),
                () -> launch.of(application),
                health,
                clock,
                listener);
        adopt(child);
        child.start();
        return child;
    }

    private void await(Supervised child, BooleanSupplier question) throws InterruptedException {
        BooleanSupplier settled = () -> stopping.get() || child.hopeless() || question.getAsBoolean();
        boolean inTime = Pause.until(ASK_EVERY, APPLICATION_LIMIT, settled);
        if (stopping.get()) {
            throw new ServersException("The platform is stopped before it was ready", "Start it again");
        }
        if (!inTime || child.hopeless()) {
            String state = child.healthUrl() == null ? "no answer" : health.describe(child.healthUrl());
            String problem = child.hopeless()
                    ? child.name() + " ends again and again"
                    : child.name() + " is not ready after " + APPLICATION_LIMIT.toSeconds() + " s: " + state;
            throw new ServersException(
                    problem, "Its log says why: " + home.logs().resolve(child.name() + ".log"));
        }
    }

    /// Waits until every server and every application does its work.
    ///
    /// @throws ServersException when something is not ready in time, with its cause and cure
    public void awaitReady() throws InterruptedException {
        try {
            if (servers != null) {
                servers.awaitReady();
            }
            for (Supervised child : children()) {
                await(child, child::answers);
                if (child instanceof SupervisedApplication) {
                    tell(child.name() + " is ready");
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        ready = true;
        writeState();
    }

    /// Waits until somebody has stopped the platform.
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /// How long ago the start began.
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// The ports in use.
    public Ports ports() {
        return ports;
    }

    /// Stops the applications, then OpenSearch, Kafka and PostgreSQL, and waits until all are gone. A second call
    /// waits for the first.
    @Override
    public void close() {
        if (!stopping.compareAndSet(false, true)) {
            waitForOtherStop();
            return;
        }
        clock.shutdownNow();
        List<Supervised> all = children();
        all.forEach(Supervised::release);
        List<Thread> stops = all.stream()
                .filter(SupervisedApplication.class::isInstance)
                .map(child -> Thread.ofVirtual().start(child::halt))
                .toList();
        stops.forEach(Supervisor::join);
        if (servers != null) {
            servers.close();
        }
        ready = false;
        write(new PlatformState(ports.base(), null, false, List.of()));
        stopped.countDown();
    }

    private void waitForOtherStop() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Supervised> children() {
        synchronized (children) {
            return List.copyOf(children);
        }
    }

    private void tell(String sentence) {
        narrator.accept("%5.1f s  %s".formatted(age().toMillis() / 1000.0, sentence));
    }

    private void writeState() {
        if (!stopping.get()) {
            write(new PlatformState(
                    ports.base(),
                    RunningProcess.of(ProcessHandle.current()),
                    ready,
                    children().stream().map(Supervised::state).toList()));
        }
    }

    private synchronized void write(PlatformState state) {
        try {
            state.write(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final SupervisionListener listener = new SupervisionListener() {
        @Override
        public void changed() {
            if (!stopping.get()) {
                clock.execute(Supervisor.this::writeState);
            }
        }

        @Override
        public void died(Supervised process, @Nullable Throwable failure, Duration wait) {
            String how = failure == null ? "ended" : "cannot start (" + failure.getMessage() + ")";
            tell("%s %s; it is started again in %.1f s".formatted(process.name(), how, wait.toMillis() / 1000.0));
        }
    };
}
