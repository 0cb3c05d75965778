package io.clientele.launcher.command;

import io.clientele.launcher.console.Console;
import io.clientele.launcher.sample.SampleFile;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clientele generate`.
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Write a realistic customer file to standard output, Canadian first and messy as real ones are.",
            "The same seed gives the same rows."
        })
final class GenerateCommand implements Callable<Integer> {
    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--rows", required = true, paramLabel = "N", description = "How many customers.")
    long rows;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Any number (default: 1).")
    long seed;

    @Option(
            names = "--errors",
            paramLabel = "PCT",
            defaultValue = "5",
            description = "Percentage of rows that cannot be accepted (default: 5).")
    double errors;

    @Option(
            names = "--duplicates",
            paramLabel = "PCT",
            defaultValue = "3",
            description = "Percentage of rows that repeat an earlier e-mail address (default: 3).")
    double duplicates;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv or xlsx (default: csv).")
    SampleFile.Format format = SampleFile.Format.CSV;

    private final Console console;

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try {
            var unused =
                    SampleFile.write(new SampleFile.Order(rows, seed, errors, duplicates), format, console.output());
            return ExitCode.GOOD;
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() == null ? "wrong order" : e.getMessage());
        }
    }
}
