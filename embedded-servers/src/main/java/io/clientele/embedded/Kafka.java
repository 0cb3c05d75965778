package io.clientele.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One Kafka node that is broker and controller.
public final class Kafka extends EmbeddedServer {
    private static final String LOGGING = """
            status = error
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss.SSS}{UTC} %p %c{1.} %m%n
            rootLogger.level = warn
            rootLogger.appenderRef.console.ref = console
            """;

    Kafka(ServersConfig config) {
        super(ServerKind.KAFKA, config);
    }

    /// Where clients connect.
    public KafkaAddress address() {
        return new KafkaAddress("127.0.0.1:" + config.ports().kafka());
    }

    @Override
    List<Integer> ports() {
        return List.of(config.ports().kafka(), config.ports().kafkaController());
    }

    @Override
    void checkVersion() throws IOException {
        DataVersion.check(kind, data(), versionFile(), config.binaries().version(kind));
    }

    private Path versionFile() {
        return data().resolve("server.version");
    }

    private Path settingsFile() {
        return config.home().config(kind).resolve("server.properties");
    }

    private Path loggingFile() {
        return config.home().config(kind).resolve("log4j2.properties");
    }

    @Override
    void prepare() throws IOException {
        Path settings = config.home().config(kind);
        Files.createDirectories(settings);
        Files.writeString(settingsFile(), settings());
        Files.writeString(loggingFile(), LOGGING);
        Directories.owned(data());
        Directories.write(versionFile(), config.binaries().version(kind));
    }

    private String settings() {
        String directory = data().resolve("log").toString().replace("\\", "\\\\");
        int port = config.ports().kafka();
        int controller = config.ports().kafkaController();
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                inter.broker.listener.name=PLAINTEXT
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                num.network.threads=2
                num.io.threads=4
                num.recovery.threads.per.data.dir=2
                background.threads=4
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=2
                group.initial.rebalance.delay.ms=0
                log.cleaner.threads=1
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(port, controller, directory);
    }

    @Override
    ChildCommand command() {
        List<String> line = new ArrayList<>(List.of(JavaRuntime.program().toString()));
        line.addAll(runtimeOptions());
        line.addAll(StartupCache.options(config, kind, data()));
        line.add("-Dlog4j2.configurationFile=" + loggingFile());
        line.add("-Dlog4j2.disableJmx=true");
        line.addAll(List.of("-cp", classPath(config.binaries())));
        line.addAll(List.of(KafkaNode.class.getName(), settingsFile().toString()));
        return command(line, data(), Signal.TERM);
    }

    private List<String> runtimeOptions() {
        List<String> options = new ArrayList<>(cachedOptions());
        options.add("-Xmx" + config.kafkaHeap() + "m");
        options.add("-XX:+ExitOnOutOfMemoryError");
        if (!config.durable()) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        return options;
    }

    /// The options that a start-up cache is bound to.
    static List<String> cachedOptions() {
        return List.of(
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    static String classPath(Binaries binaries) {
        return Binaries.classPath(binaries.programs(ServerKind.KAFKA).resolve("lib"))
                + File.pathSeparator
                + KafkaNodeJar.in(binaries);
    }

    @Override
    boolean answers() {
        return Questions.kafkaHasBroker(config.ports().kafka());
    }

    @Override
    Signal stopSignal() {
        return Signal.TERM;
    }
}
