package io.clientele.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/// The broker's main program: formats the storage where it is new, then runs the broker in the same JVM.
/// It runs on the broker's class path, with nothing else of ours.
final class KafkaNode {
    private KafkaNode() {}

    /// @param arguments the path of a server.properties
    public static void main(String[] arguments) throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newInputStream(Path.of(arguments[0]))) {
            settings.load(in);
        }
        if (!Files.exists(Path.of(settings.getProperty("log.dirs"), "meta.properties"))) {
            String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", arguments[0], "--ignore-formatted"};
            int code = StorageTool.execute(format, System.err);
            if (code != 0) {
                Runtime.getRuntime().exit(code);
            }
        }
        Kafka.main(arguments);
    }
}
