package io.clientele.launcher.command;

import io.clientele.launcher.console.Console;
import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.Ports;
import io.clientele.launcher.supervisor.Endpoints;
import io.clientele.launcher.supervisor.Leftovers;
import io.clientele.launcher.supervisor.PortChoice;
import io.clientele.launcher.supervisor.Supervisor;
import java.io.IOException;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clientele up`.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start the platform and keep it running until Ctrl-C; with --detach in the background.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    boolean detach;

    @Mixin
    final PortBaseOption portBase = new PortBaseOption();

    private final Console console;

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Leftovers.end(home.home());
        if (detach) {
            return new DetachedSupervisor(console, home.home()).start(portBase.asked());
        }
        Supervisor supervisor = start(console, home.home(), portBase.asked());
        supervisor.awaitReady();
        console.printf("Everything is ready after %.1f s.", supervisor.age().toMillis() / 1000.0);
        printAddresses(console, home.home(), supervisor.ports());
        console.print("Ctrl-C stops it.");
        supervisor.awaitStop();
        return ExitCode.GOOD;
    }

    /// Starts a platform in this process, which stops it when it ends for whatever reason.
    static Supervisor start(Console console, Home home, OptionalInt portBase) throws IOException, InterruptedException {
        Ports ports = PortChoice.choose(home, portBase, console::print);
        Supervisor supervisor =
                Supervisor.start(home, HomeOption.root(), ports, Clock.systemUTC(), line -> console.print("  " + line));
        return supervisor;
    }

    static void printAddresses(Console console, Home home, Ports ports) throws IOException {
        var endpoints = Endpoints.of(home, ports);
        console.print("  API         " + endpoints.api() + "   (health: " + endpoints.management() + "/health)");
        console.print("  PostgreSQL  " + endpoints.jdbcUrl());
        console.print("  Kafka       " + endpoints.kafkaBootstrap());
        console.print("  OpenSearch  " + endpoints.openSearch());
        console.print("  Home        " + home.directory());
    }
}
