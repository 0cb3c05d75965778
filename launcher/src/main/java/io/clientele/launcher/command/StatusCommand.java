package io.clientele.launcher.command;

import io.clientele.launcher.console.Console;
import io.clientele.launcher.home.PlatformState;
import io.clientele.launcher.supervisor.PlatformStatus;
import io.clientele.launcher.supervisor.PlatformStatus.ProcessStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clientele status`.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show each process of the platform: state, memory, port, age, restarts.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "-o", paramLabel = "FORMAT", defaultValue = "text", description = "text or json (default: text).")
    OutputFormat output = OutputFormat.TEXT;

    private final Console console;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        PlatformState state = PlatformState.read(home.home()).orElse(null);
        if (state == null || state.runningSupervisor().isEmpty()) {
            switch (output) {
                case JSON -> console.print("{\"running\":false,\"processes\":[]}");
                case TEXT -> console.print("No platform runs in " + home.home().directory() + ".");
            }
            return ExitCode.UNREACHABLE;
        }
        PlatformStatus status = PlatformStatus.of(state, Clock.systemUTC());
        switch (output) {
            case JSON -> console.print(status.json());
            case TEXT -> print(status);
        }
        return status.up() ? ExitCode.GOOD : ExitCode.UNSATISFIED;
    }

    private void print(PlatformStatus status) {
        console.printf(
                "%-17s %-28s %8s %9s %6s %9s %9s", "process", "state", "pid", "memory", "port", "age", "restarts");
        for (ProcessStatus each : status.processes()) {
            console.printf(
                    "%-17s %-28s %8s %6d MB %6d %9s %9d",
                    each.name(),
                    each.state(),
                    each.pid() == 0 ? "-" : each.pid(),
                    each.residentMegabytes(),
                    each.port(),
                    age(Duration.ofSeconds(each.uptimeSeconds())),
                    each.restarts());
        }
        console.printf("together %,d MB resident", status.residentMegabytes());
    }

    private static String age(Duration age) {
        return age.toHours() > 0
                ? "%dh%02dm".formatted(age.toHours(), age.toMinutesPart())
                : "%dm%02ds".formatted(age.toMinutes(), age.toSecondsPart());
    }
}
