package io.clientele.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The JDK's ahead-of-time caches for Kafka and OpenSearch (JEP 483, 514, 515), which halve the work of their starts.
/// They are bound to the server's version and to the JDK; without them the servers start all the same, only slower.
public final class StartupCache {
    private static final List<ServerKind> KINDS = List.of(ServerKind.OPENSEARCH, ServerKind.KAFKA);

    private StartupCache() {}

    /// Builds what is missing; for a process of its own, see [#build].
    public static void main(String[] arguments) {
        build(Binaries.locate());
    }

    /// Whether the next start will use the caches.
    public static boolean isBuilt(Binaries binaries) {
        return KINDS.stream().allMatch(kind -> Files.exists(binaries.startupCache(kind)));
    }

    /// Builds what is missing: starts each server once in a scratch directory, stops it, and turns what was recorded
    /// into a cache. Takes 20 to 40 s on two cores the first time, nothing later. Servers that run meanwhile go on.
    ///
    /// @throws ServersException when a server can't start, or the JDK refuses
    public static void build(Binaries binaries) {
        Path directory = binaries.directory().resolve("aot");
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                for (ServerKind kind : KINDS) {
                    if (lock.isValid() && !Files.exists(binaries.startupCache(kind))) {
                        build(binaries, kind, directory.resolve("scratch-" + kind.id()));
                    }
                }
            }
        } catch (IOException e) {
            throw new ServersException(
                    "Can't build the start-up caches in " + directory + ": " + e.getMessage(),
                    "Free disk space, and check that the directory may be written to",
                    e);
        }
    }

    private static void build(Binaries binaries, ServerKind kind, Path scratch) throws IOException {
        Directories.delete(scratch);
        ServersConfig defaults = ServersConfig.in(scratch);
        ServersConfig config = new ServersConfig(
                defaults.home(),
                binaries,
                Set.of(kind),
                defaults.ports().chosen(),
                true,
                defaults.kafkaHeap(),
                defaults.openSearchHeap(),
                defaults.minimumFreeBytes(),
                defaults.startLimit(),
                true);
        try (EmbeddedServers servers = EmbeddedServers.start(config)) {
            servers.awaitReady();
        }
        Path made = scratch.resolve("made.aot");
        List<String> command = new ArrayList<>(List.of(JavaRuntime.program().toString()));
        command.add("-XX:AOTMode=create");
        command.add("-XX:AOTConfiguration=" + recording(config, kind));
        command.add("-XX:AOTCache=" + made);
        command.addAll(cachedOptions(config, kind));
        command.addAll(List.of("-cp", classPath(config, kind)));
        Path log = config.home().logs().resolve("create.log");
        int code = Spawner.run(ChildCommand.of(command, Map.of("PATH", "/usr/bin:/bin"), scratch, log));
        if (code != 0 || !Files.exists(made)) {
            throw new ServersException(
                    "The JDK made no start-up cache for " + kind.title(), "Go on without; " + log + " says why");
        }
        Files.move(made, binaries.startupCache(kind), StandardCopyOption.ATOMIC_MOVE);
        Directories.delete(scratch);
    }

    /// The JVM options that use the cache, or record what it is made from, or none where there is no cache.
    static List<String> options(ServersConfig config, ServerKind kind) {
        if (config.recordStart()) {
            return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording(config, kind));
        }
        Path cache = config.binaries().startupCache(kind);
        return Files.exists(cache)
                ? List.of(
                        "-XX:AOTCache=" + cache,
                        // A JDK 25 may find its cached adapters under other names, says so and goes on: not our news.
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-AOTAdapterCaching",
                        "-Xlog:aot=off")
                : List.of();
    }

    private static Path recording(ServersConfig config, ServerKind kind) {
        return config.home().data(kind).resolve("start.aotconf");
    }

    private static List<String> cachedOptions(ServersConfig config, ServerKind kind) {
        return switch (kind) {
            case KAFKA -> Kafka.cachedOptions(config);
            case OPENSEARCH -> OpenSearch.cachedOptions(config);
            case POSTGRES -> throw new IllegalArgumentException("PostgreSQL is no Java program");
        };
    }

    private static String classPath(ServersConfig config, ServerKind kind) {
        return switch (kind) {
            case KAFKA -> Kafka.classPath(config.binaries());
            case OPENSEARCH -> OpenSearch.classPath(config.binaries());
            case POSTGRES -> throw new IllegalArgumentException("PostgreSQL is no Java program");
        };
    }
}
