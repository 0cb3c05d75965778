package io.clientele.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.embedded.Binaries;
import io.clientele.embedded.ServerKind;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.tools.consumer.ConsoleConsumer;

/// `kafka-console-consumer.sh` as Kafka ships it, without the shell script: its class in a process of its own, because
/// it ends with the process.
final class ConsoleConsumerProcess {
    private ConsoleConsumerProcess() {}

    /// What it prints, line by line, until no more has come for some seconds.
    ///
    /// @param arguments as on the command line
    static List<String> run(List<String> arguments) throws Exception {
        Binaries binaries = Binaries.locate();
        Path broker = binaries.directory().resolve("kafka-" + binaries.version(ServerKind.KAFKA), "lib", "*");
        Path tools = Path.of(ConsoleConsumer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                tools + File.pathSeparator + broker,
                ConsoleConsumer.class.getName()));
        command.addAll(arguments);
        command.addAll(List.of("--timeout-ms", "4000"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var reader = process.inputReader(UTF_8)) {
            return reader.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
