package io.clientele.launcher.command;

import io.clientele.launcher.console.Console;
import io.clientele.launcher.home.PlatformState;
import io.clientele.launcher.supervisor.Leftovers;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `clientele down`.
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stop the platform in order, and wait until every process is gone.")
final class DownCommand implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 120;

    @Mixin
    final HomeOption home = new HomeOption();

    private final Console console;

    DownCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<PlatformState> state = PlatformState.read(home.home());
        Optional<ProcessHandle> supervisor = state.flatMap(PlatformState::runningSupervisor);
        if (supervisor.isPresent()) {
            stop(supervisor.get());
        }
        // Children that a killed supervisor left, if any.
        state.ifPresent(Leftovers::endAll);
        console.print(
                supervisor.isPresent()
                        ? "The platform is down."
                        : "No platform runs in " + home.home().directory() + ".");
        return ExitCode.GOOD;
    }

    private void stop(ProcessHandle supervisor) throws InterruptedException {
        supervisor.destroy();
        try {
            supervisor.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            console.note("The supervisor does not end; its processes are ended by force.");
            supervisor.destroyForcibly();
        }
    }
}
