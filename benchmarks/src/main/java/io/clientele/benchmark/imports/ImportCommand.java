package io.clientele.benchmark.imports;

import io.clientele.benchmark.frame.Machine;
import io.clientele.benchmark.frame.Report;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `clientele bench import`.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Compare three ways to import the same file: a binary COPY of the finished rows (the floor),",
            "the usual Spring Batch job, and ours. Each on the same PostgreSQL, in turn."
        })
public final class ImportCommand implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int REFUSED = 1;

    /// How the outcome is printed.
    enum Format {
        TABLE,
        JSON
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Customers in the file (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--runs",
            paramLabel = "K",
            defaultValue = "3",
            description = "Timed runs of each, after one warm-up (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Where to keep the data while it runs: the disk that is measured (default: .clientele in the repository).")
    private @Nullable Path home;

    @Option(names = "--force", description = "Measure although the machine is busy.")
    private boolean force;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Keep a Java Flight Recorder recording of our worker.")
    private @Nullable Path recording;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TABLE;

    @Override
    public Integer call() throws Exception {
        var line = spec.commandLine();
        if (rows < 1 || runs < 1) {
            throw new ParameterException(line, "--rows and --runs must be at least 1");
        }
        Machine machine = Machine.now();
        if (machine.busy() && !force) {
            line.getErr()
                    .println("clientele: the load average is %.2f on %d cores: figures would tell of other programs."
                            .formatted(machine.loadAverage(), machine.cores()));
            line.getErr().println("           Cure: wait until the machine is idle, or add --force.");
            return REFUSED;
        }
        Path root = Path.of(System.getProperty("clientele.root", "")).toAbsolutePath();
        Report report = new ImportBenchmark(
                        root,
                        home == null ? root.resolve(".clientele") : home,
                        rows,
                        runs,
                        recording,
                        line.getErr()::println)
                .run();
        line.getOut()
                .println(
                        switch (format) {
                            case TABLE -> report.table();
                            case JSON -> report.json();
                        });
        return GOOD;
    }
}
