package io.clientele.benchmark.api;

import io.clientele.benchmark.frame.Machine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `clientele bench api`.
@Command(
        name = "api",
        mixinStandardHelpOptions = true,
        description = {
            "Compare services that read and create customers over HTTP: the smallest one on the same stack (the floor),",
            "ours and, with --parse, parse-server. Each on the same PostgreSQL, in turn."
        })
public final class ApiCommand implements Callable<Integer> {
    private static final int GOOD = 0;
    private static final int REFUSED = 1;
    // The gateway compiles until it has answered some 30,000 requests of a kind, the floor for less.
    private static final int WARM_UPS = 4;

    /// How the outcome is printed.
    enum Format {
        TABLE,
        JSON
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Requests of a run (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(
            names = "--clients",
            paramLabel = "C",
            defaultValue = "16",
            description = "Clients that ask at the same time (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(
            names = "--runs",
            paramLabel = "K",
            defaultValue = "5",
            description = "Timed runs of each, after four for warming up (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--parse",
            description = "Compare with parse-server, too: npm installs it into a temporary directory.")
    private boolean parse;

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
            description = "Keep a Java Flight Recorder recording of our gateway.")
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
        if (requests < 1 || clients < 1 || runs < 1) {
            throw new ParameterException(line, "--requests, --clients and --runs must be at least 1");
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
        ApiReport report = new ApiBenchmark(
                        root,
                        home == null ? root.resolve(".clientele") : home,
                        requests,
                        clients,
                        runs,
                        WARM_UPS,
                        parse,
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
