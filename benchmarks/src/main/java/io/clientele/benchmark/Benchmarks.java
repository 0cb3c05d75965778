package io.clientele.benchmark;

import io.clientele.benchmark.api.ApiCommand;
import io.clientele.benchmark.imports.ImportCommand;
import io.clientele.benchmark.streams.StreamsCommand;
import io.clientele.benchmark.vin.VinCommand;
import io.clientele.embedded.ServersException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The main class: `./clientele bench NAME [options]`.
@Command(
        name = "clientele bench",
        description = "Measure the platform against what is possible and what is usual.",
        subcommands = {ApiCommand.class, ImportCommand.class, StreamsCommand.class, VinCommand.class})
public final class Benchmarks implements Runnable {
    private static final int NOT_REACHABLE = 3;

    private final CommandLine line = new CommandLine(this);

    private Benchmarks() {
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof ServersException problem)) {
                throw failure;
            }
            command.getErr().println("clientele: " + problem.problem() + ".");
            command.getErr().println("           Cure: " + problem.cure() + ".");
            return NOT_REACHABLE;
        });
    }

    public static void main(String[] arguments) {
        System.exit(new Benchmarks().line.execute(arguments));
    }

    /// Without a name: lists the benchmarks.
    @Override
    public void run() {
        line.usage(line.getOut());
    }
}
