package io.clientele.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One OpenSearch node, started as a Java program of its own without its shell script, which runs five JVMs first.
public final class OpenSearch extends EmbeddedServer {
    private static final String LOGGING = """
            status = error
            appender.console.type = Console
            appender.console.name = console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss.SSS}{UTC} %p %c{1.} %m%n
            rootLogger.level = warn
            rootLogger.appenderRef.console.ref = console
            logger.node.name = org.opensearch.node
            logger.node.level = info
            logger.deprecation.name = org.opensearch.deprecation
            logger.deprecation.level = error
            """;

    OpenSearch(ServersConfig config) {
        super(ServerKind.OPENSEARCH, config);
    }

    /// Where clients connect.
    public OpenSearchAddress address() {
        return new OpenSearchAddress(
                URI.create("http://127.0.0.1:" + config.ports().openSearch()));
    }

    @Override
    List<Integer> ports() {
        return List.of(config.ports().openSearch(), config.ports().openSearchTransport());
    }

    @Override
    void checkVersion() throws IOException {
        DataVersion.check(kind, data(), versionFile(), config.binaries().version(kind));
    }

    private Path versionFile() {
        return data().resolve("server.version");
    }

    @Override
    void prepare() throws IOException {
        Path settings = Directories.owned(config.home().config(kind));
        Files.writeString(settings.resolve("opensearch.yml"), settings());
        Files.writeString(settings.resolve("log4j2.properties"), LOGGING);
        Directories.owned(data());
        Directories.owned(data().resolve("nodes-data"));
        Directories.owned(data().resolve("log"));
        Directories.delete(data().resolve("tmp"));
        Directories.owned(data().resolve("tmp"));
        Directories.write(versionFile(), config.binaries().version(kind));
    }

    private String settings() {
        return """
                cluster.name: clientele
                node.name: clientele
                discovery.type: single-node
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                path.data: "%s"
                path.logs: "%s"
                cluster.routing.allocation.disk.threshold_enabled: false
                gateway.auto_import_dangling_indices: true
                """.formatted(
                        config.ports().openSearch(),
                        config.ports().openSearchTransport(),
                        data().resolve("nodes-data"),
                        data().resolve("log"));
    }

    @Override
    ChildCommand command() {
        Path programs = config.binaries().programs(kind);
        Path scratch = data().resolve("tmp");
        List<String> line = new ArrayList<>(List.of(JavaRuntime.program().toString()));
        line.addAll(cachedOptions(config));
        line.add("-Xss1m");
        line.add("-XX:+ExitOnOutOfMemoryError");
        line.add("-XX:ErrorFile=" + data().resolve("log") + "/hs_err_pid%p.log");
        if (!config.durable()) {
            line.add("-XX:TieredStopAtLevel=1");
        }
        line.addAll(StartupCache.options(config, kind));
        line.addAll(List.of(
                "-Djava.io.tmpdir=" + scratch,
                "-Djna.tmpdir=" + scratch,
                "-Djna.nosys=true",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Dio.netty.noUnsafe=true",
                "-Dio.netty.noKeySetOptimization=true",
                "-Dio.netty.recycler.maxCapacityPerThread=0",
                "-Dio.netty.allocator.numDirectArenas=0",
                "-Dlog4j.shutdownHookEnabled=false",
                "-Dlog4j2.disable.jmx=true",
                "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
                "-Dopensearch.networkaddress.cache.ttl=60",
                "-Dopensearch.networkaddress.cache.negative.ttl=10",
                "-Dopensearch.distribution.type=zip",
                "-Dopensearch.bundled_jdk=false",
                "-Dopensearch.path.home=" + programs,
                "-Dopensearch.path.conf=" + config.home().config(kind)));
        line.addAll(List.of("-cp", classPath(config.binaries()), "org.opensearch.bootstrap.OpenSearch"));
        return command(line, programs, Signal.TERM);
    }

    /// The options that a start-up cache is bound to. Its Java agent, a fence around third-party plug-ins, which we
    /// have none of, is left out: it costs three seconds of the start and keeps the cache from working.
    static List<String> cachedOptions(ServersConfig config) {
        Binaries binaries = config.binaries();
        String agent = "agent/opensearch-agent-bootstrap-" + binaries.version(ServerKind.OPENSEARCH) + ".jar";
        return List.of(
                "-Xms" + config.openSearchHeap() + "m",
                "-Xmx" + config.openSearchHeap() + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xbootclasspath/a:" + binaries.programs(ServerKind.OPENSEARCH).resolve(agent));
    }

    static String classPath(Binaries binaries) {
        return Binaries.classPath(binaries.programs(ServerKind.OPENSEARCH).resolve("lib"));
    }

    @Override
    boolean answers() {
        return Questions.openSearchIsHealthy(config.ports().openSearch());
    }

    @Override
    Signal stopSignal() {
        return Signal.TERM;
    }
}
