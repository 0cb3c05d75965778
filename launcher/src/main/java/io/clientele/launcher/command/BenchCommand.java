package io.clientele.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `clientele bench`: hands over to the module `benchmarks`.
@Command(
        name = "bench",
        description = {
            "Measure: 'bench import [--rows N]' compares the import with the floor and with the usual way,",
            "'bench api [--parse]' reading and creating customers over HTTP with the floor and with parse-server,",
            "'bench streams' changes on their way to events and tables, beside the bare Debezium engine,",
            "'bench vin' counts the VINs that one thread decodes in a second."
        })
final class BenchCommand implements Callable<Integer> {
    private static final String JAR = "benchmarks/target/benchmarks-0.1.0-SNAPSHOT.jar";

    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "WHAT",
            description = "What to measure, and its options; without it the benchmarks are listed.")
    List<String> what = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = HomeOption.root();
        Path jar = root.resolve(JAR);
        if (!Files.exists(jar)) {
            throw new UsageException(jar + " is missing; build it: mvn -DskipTests package in " + root);
        }
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dclientele.root=" + root,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
        line.addAll(what);
        if (home.directory != null && !what.isEmpty()) {
            line.addAll(List.of("--home", home.directory.toString()));
        }
        return new ProcessBuilder(line).inheritIO().start().waitFor();
    }
}
