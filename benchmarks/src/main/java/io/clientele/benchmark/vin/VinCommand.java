package io.clientele.benchmark.vin;

import io.clientele.benchmark.frame.Machine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `clientele bench vin`.
@Command(
        name = "vin",
        mixinStandardHelpOptions = true,
        description = "Count the VINs that one thread decodes in a second (JMH, in a JVM of its own), or, with"
                + " --accuracy, how many real ones are decoded as their published sources say.")
public final class VinCommand implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int REFUSED = 1;
    private static final int WARM_UPS = 5;

    /// How the outcome is printed.
    enum Format {
        TABLE,
        JSON
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--runs",
            paramLabel = "K",
            defaultValue = "5",
            description = "Timed rounds of each JVM, after five for warming up (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--forks",
            paramLabel = "F",
            defaultValue = "2",
            description = "JVMs, one after the other (default: ${DEFAULT-VALUE}).")
    private int forks;

    @Option(
            names = "--millis",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "How long a round takes (default: ${DEFAULT-VALUE}).")
    private int millis;

    @Option(
            names = "--accuracy",
            description = "Decode the real VINs of docs/vin.md once, and list what is not as their sources say.")
    private boolean accuracy;

    @Option(names = "--force", description = "Measure although the machine is busy.")
    private boolean force;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TABLE;

    @Override
    public Integer call() throws Exception {
        var line = spec.commandLine();
        if (runs < 1 || forks < 1 || millis < 1) {
            throw new ParameterException(line, "--runs, --forks and --millis must be at least 1");
        }
        if (accuracy) {
            VinAccuracy figures = VinAccuracy.of(RealVin.all(), Clock.systemUTC());
            return print(figures::table, figures::json);
        }
        Machine machine = Machine.now();
        if (machine.busy() && !force) {
            line.getErr()
                    .println("clientele: the load average is %.2f on %d cores: figures would tell of other programs."
                            .formatted(machine.loadAverage(), machine.cores()));
            line.getErr().println("           Cure: wait until the machine is idle, or add --force.");
            return REFUSED;
        }
        VinReport report = new VinBenchmark(forks, WARM_UPS, runs, Duration.ofMillis(millis)).run();
        return print(report::table, report::json);
    }

    private int print(Supplier<String> table, Supplier<String> json) {
        spec.commandLine()
                .getOut()
                .println(
                        switch (format) {
                            case TABLE -> table.get();
                            case JSON -> json.get();
                        });
        return GOOD;
    }
}
