package io.clientele.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The JDK's ahead-of-time caches for Kafka and OpenSearch, which halve their start (JEP 483, 514, 515).
public final class StartupCache {
    private StartupCache() {}

    /// The JVM options that use the cache, or none where there is no cache.
    static List<String> options(ServersConfig config, ServerKind kind, Path data) {
        Path cache = config.binaries().startupCache(kind);
        if (!Files.exists(cache)) {
            return List.of();
        }
        return List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off");
    }
}
