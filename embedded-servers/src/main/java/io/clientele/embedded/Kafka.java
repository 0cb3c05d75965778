package io.clientele.embedded;

import static java.util.Map.entry;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        String broker = "PLAINTEXT://127.0.0.1:" + config.ports().kafka();
        String controller = "127.0.0.1:" + config.ports().kafkaController();
        Map<String, String> settings = new TreeMap<>(commonSettings());
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("listeners", broker + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", broker);
        settings.put("log.dirs", data().resolve("log").toString().replace("\\", "\\\\"));
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /// The settings that the platform needs of a broker that stands alone; containers use the same.
    public static Map<String, String> commonSettings() {
        return Map.ofEntries(
                entry("process.roles", "broker,controller"),
                entry("node.id", "1"),
                entry("inter.broker.listener.name", "PLAINTEXT"),
                entry("controller.listener.names", "CONTROLLER"),
                entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                entry("auto.create.topics.enable", "false"),
                entry("group.initial.rebalance.delay.ms", "0"),
                entry("offsets.topic.replication.factor", "1"),
                entry("offsets.topic.num.partitions", "4"),
                entry("transaction.state.log.replication.factor", "1"),
                entry("transaction.state.log.min.isr", "1"),
                entry("transaction.state.log.num.partitions", "4"),
                entry("share.coordinator.state.topic.replication.factor", "1"),
                entry("share.coordinator.state.topic.min.isr", "1"),
                entry("share.coordinator.state.topic.num.partitions", "2"),
                entry("num.network.threads", "2"),
                entry("num.io.threads", "4"),
                entry("background.threads", "4"),
                entry("log.cleaner.threads", "1"),
                entry("log.cleaner.dedupe.buffer.size", "16777216"));
    }

    @Override
    ChildCommand command() {
        List<String> line = new ArrayList<>(List.of(JavaRuntime.program().toString()));
        line.addAll(runtimeOptions());
        line.addAll(StartupCache.options(config, kind));
        line.add("-Dlog4j2.configurationFile=" + loggingFile());
        line.add("-Dlog4j2.disableJmx=true");
        line.addAll(List.of("-cp", classPath(config.binaries())));
        line.addAll(List.of(KafkaNode.class.getName(), settingsFile().toString()));
        return command(line, data(), Signal.TERM);
    }

    private List<String> runtimeOptions() {
        List<String> options = new ArrayList<>(cachedOptions(config));
        options.add("-XX:+ExitOnOutOfMemoryError");
        if (!config.durable()) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        return options;
    }

    /// The options that a start-up cache is bound to.
    static List<String> cachedOptions(ServersConfig config) {
        return List.of(
                "-Xmx" + config.kafkaHeap() + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
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
