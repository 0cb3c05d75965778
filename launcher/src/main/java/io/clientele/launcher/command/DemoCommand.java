package io.clientele.launcher.command;

import io.clientele.launcher.console.Console;
import io.clientele.launcher.demo.Demo;
import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.PlatformState;
import io.clientele.launcher.supervisor.Endpoints;
import io.clientele.launcher.supervisor.Leftovers;
import io.clientele.launcher.supervisor.Supervisor;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clientele demo`.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Start the platform, import a messy customer file, and show it arriving everywhere.",
            "Exits with 1 when the counts of the stores do not agree."
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin
    final HomeOption home = new HomeOption();

    @Mixin
    final PortBaseOption portBase = new PortBaseOption();

    @Option(names = "--rows", paramLabel = "N", defaultValue = "10000", description = "Customers (default: 10000).")
    long rows;

    @Option(names = "--exit", description = "Stop everything at the end instead of leaving it running.")
    boolean exit;

    private final Console console;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (rows < 1) {
            throw new UsageException("--rows must be at least 1");
        }
        Optional<PlatformState> running = PlatformState.read(home.home())
                .filter(state -> state.runningSupervisor().isPresent());
        return running.isPresent() ? onRunning(running.get()) : onOwn();
    }

    private int onRunning(PlatformState state) throws IOException, InterruptedException, SQLException {
        console.print("The platform runs already in " + home.home().directory() + " and is used as it is.");
        return demonstrate(Endpoints.of(home.home(), state.ports())) ? ExitCode.GOOD : ExitCode.UNSATISFIED;
    }

    private int onOwn() throws IOException, InterruptedException, SQLException {
        Home own = home.home();
        Leftovers.end(own);
        console.print("Starting PostgreSQL, Kafka, OpenSearch and four applications in " + own.directory());
        try (Supervisor supervisor = UpCommand.start(console, own, portBase.asked())) {
            supervisor.awaitReady();
            console.printf("Everything is ready after %.1f s.", supervisor.age().toMillis() / 1000.0);
            boolean held = demonstrate(Endpoints.of(own, supervisor.ports()));
            if (!exit) {
                console.print("");
                console.print("The platform goes on running; Ctrl-C stops it.");
                supervisor.awaitStop();
            }
            return held ? ExitCode.GOOD : ExitCode.UNSATISFIED;
        }
    }

    private boolean demonstrate(Endpoints endpoints) throws IOException, InterruptedException, SQLException {
        var platform = RunningPlatform.of(endpoints);
        return new Demo(console, endpoints, platform.api(), platform.issuer(), Clock.systemUTC()).run(rows);
    }
}
