package io.clientele.launcher.command;

import io.clientele.launcher.console.Console;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `clientele env`.
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        description = "Print the addresses of the running platform as NAME=value, one a line.")
final class EnvCommand implements Callable<Integer> {
    @Mixin
    final HomeOption home = new HomeOption();

    private final Console console;

    EnvCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        RunningPlatform.of(home.home())
                .endpoints()
                .variables()
                .forEach((name, value) -> console.print(name + "=" + value));
        return ExitCode.GOOD;
    }
}
