package io.clientele.launcher.command;

import io.clientele.embedded.ServersException;
import io.clientele.launcher.client.UnreachableException;
import io.clientele.launcher.console.Console;
import picocli.CommandLine;

/// All commands, and what their failures mean for the exit code.
public final class Commands {
    private Commands() {}

    /// Runs one command.
    ///
    /// @return the exit code: see [ExitCode]
    public static int run(Console console, String... arguments) {
        return commandLine(console).execute(arguments);
    }

    static CommandLine commandLine(Console console) {
        var line = new CommandLine(new ClienteleCommand())
                .addSubcommand(new CommandLine.HelpCommand())
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new UpCommand(console))
                .addSubcommand(new DownCommand(console))
                .addSubcommand(new StatusCommand(console))
                .addSubcommand(new LogsCommand(console))
                .addSubcommand(new EnvCommand(console))
                .addSubcommand(new TokenCommand(console))
                .addSubcommand(new TenantCommand(console))
                .addSubcommand(new GenerateCommand(console))
                .addSubcommand(new ImportCommand(console))
                .addSubcommand(new SearchCommand(console))
                .addSubcommand(new KeysCommand(console))
                .addSubcommand(new DeadLettersCommand(console))
                // What follows the name of a benchmark is the benchmark's own.
                .addSubcommand(new CommandLine(new BenchCommand()).setStopAtPositional(true))
                .addSubcommand(new WarmCommand(console));
        line.setOut(console.outWriter());
        line.setErr(console.errWriter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(console, failure));
        return line;
    }

    private static int explain(Console console, Exception failure) {
        switch (failure) {
            case UnreachableException unreachable -> {
                console.note("clientele: " + unreachable.getMessage());
                return ExitCode.UNREACHABLE;
            }
            case ServersException problem -> {
                console.note("clientele: " + problem.problem() + ".");
                console.note("           " + problem.cure() + ".");
                return ExitCode.UNREACHABLE;
            }
            case UsageException usage -> {
                console.note("clientele: " + usage.getMessage());
                return ExitCode.USAGE;
            }
            default -> {
                String message = failure.getMessage();
                console.note("clientele: " + (message == null ? failure.toString() : message));
                return ExitCode.UNSATISFIED;
            }
        }
    }
}
