package io.clientele.launcher.command;

import io.clientele.launcher.console.Console;
import io.clientele.launcher.supervisor.StartCaches;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `clientele warm`: run by the shell front after a build.
@Command(name = "warm", hidden = true, description = "Make the start-up caches that later starts use.")
final class WarmCommand implements Callable<Integer> {
    private final Console console;

    WarmCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        new StartCaches(HomeOption.root()).build(line -> console.note("  " + line), Clock.systemUTC());
        return ExitCode.GOOD;
    }
}
