package io.clientele.benchmark.streams;

import io.clientele.benchmark.frame.Machine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `clientele bench streams`.
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        description = {
            "From a commit to an event and into the tables: sustained, beside the bare Debezium engine (the floor), by",
            "latency, by the sinks' rates, and while one of two instances is killed."
        })
public final class StreamsCommand implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int REFUSED = 1;
    private static final int MIN_CUSTOMERS = 500;

    /// How the outcome is printed.
    enum Format {
        TABLE,
        JSON
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--changes",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Changed rows of a run (default: ${DEFAULT-VALUE}).")
    private int changes;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Customers that are changed in turn (default: ${DEFAULT-VALUE}).")
    private int customers;

    @Option(
            names = "--runs",
            paramLabel = "K",
            defaultValue = "3",
            description = "Timed runs of each way, after one for warming up (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Customers created in a second to measure latency (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "20",
            description = "How long latency is measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

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
            description = "Keep a Java Flight Recorder recording of our first instance.")
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
        if (changes < 1 || customers < MIN_CUSTOMERS || runs < 1 || rate < 1 || seconds < 1) {
            throw new ParameterException(
                    line, "--changes, --runs, --rate and --seconds must be at least 1, --customers 500");
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
        StreamsReport report = new StreamsBenchmark(
                        root,
                        home == null ? root.resolve(".clientele") : home,
                        new StreamsBenchmark.Scale(customers, changes, runs, rate, seconds, true),
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
