package io.clientele.launcher.supervisor;

import io.clientele.launcher.home.Ports;
import io.clientele.schemas.database.DatabaseRole;
import java.nio.file.Path;
import java.util.List;

/// The four applications of the platform, in the order in which they are started.
enum Application {
    API_GATEWAY("api-gateway", DatabaseRole.GATEWAY, 256),
    STREAM_PROCESSOR("stream-processor", DatabaseRole.STREAM, 384),
    SEARCH_INDEXER("search-indexer", DatabaseRole.INDEX, 192),
    INGEST_BATCH("ingest-batch", DatabaseRole.BATCH, 512);

    private static final String VERSION = "0.1.0-SNAPSHOT";

    private final String module;
    private final DatabaseRole role;
    private final int heapMegabytes;

    Application(String module, DatabaseRole role, int heapMegabytes) {
        this.module = module;
        this.role = role;
        this.heapMegabytes = heapMegabytes;
    }

    /// The module, and the process, by name.
    String module() {
        return module;
    }

    DatabaseRole role() {
        return role;
    }

    /// Where its health is asked.
    int managementPort(Ports ports) {
        return switch (this) {
            case API_GATEWAY -> ports.apiManagement();
            case INGEST_BATCH -> ports.ingest();
            case STREAM_PROCESSOR -> ports.stream();
            case SEARCH_INDEXER -> ports.indexer();
        };
    }

    /// The port that people know it by.
    int port(Ports ports) {
        return this == API_GATEWAY ? ports.api() : managementPort(ports);
    }

    Path jar(Path root) {
        return root.resolve(module).resolve("target").resolve(module + "-" + VERSION + ".jar");
    }

    /// The JVM's own settings: small, loopback, quick to start.
    List<String> jvmOptions() {
        return List.of(
                "-Xmx" + heapMegabytes + "m",
                "-Xms32m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Dspring.main.banner-mode=off",
                "-Djava.net.preferIPv4Stack=true");
    }
}
