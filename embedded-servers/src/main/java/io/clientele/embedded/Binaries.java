package io.clientele.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The servers' programs, which the Maven build puts into `embedded-servers/target/servers`.
/// Archives are unpacked there once and shared by all homes.
///
/// @param directory holds `postgresql-*.jar`, `opensearch-*.zip` and `kafka-*/lib`
public record Binaries(Path directory) {

    private static final String CURE =
            "Let Maven fetch it: mvn -pl embedded-servers -am process-resources (in the directory of the checkout)";

    public Binaries {
        directory = directory.toAbsolutePath().normalize();
    }

    /// Under the repository root that the system property `clientele.root` names; without it, under the first
    /// directory at or above the working directory that has them.
    ///
    /// @throws ServersException when there are none
    public static Binaries locate() {
        Path inside = Path.of("embedded-servers", "target", "servers");
        String root = System.getProperty("clientele.root");
        Path start = Path.of(root == null ? "" : root).toAbsolutePath();
        for (Path at = start; at != null; at = root == null ? at.getParent() : null) {
            if (Files.isDirectory(at.resolve(inside))) {
                return new Binaries(at.resolve(inside));
            }
        }
        throw new ServersException("There are no server programs in " + start.resolve(inside), CURE);
    }

    /// Where the programs for a server lie; unpacks them the first time.
    ///
    /// @throws ServersException when the archive is missing or broken
    Path programs(ServerKind kind) {
        Path archive = archive(kind);
        if (kind == ServerKind.KAFKA) {
            return archive;
        }
        Path target = directory.resolve("unpacked").resolve(kind.id() + "-" + version(kind));
        if (!Files.isDirectory(target)) {
            unpackOnce(kind, archive, target);
        }
        return target;
    }

    /// The version of the server's programs, such as `18.6.0`.
    public String version(ServerKind kind) {
        return versionIn(archive(kind));
    }

    /// Where a start-up cache for this server belongs.
    Path startupCache(ServerKind kind) {
        String jdk = Runtime.version().toString().replaceAll("[^A-Za-z0-9.]", "-");
        return directory.resolve("aot").resolve(kind.id() + "-" + version(kind) + "-jdk-" + jdk + ".aot");
    }

    private Path archive(ServerKind kind) {
        String pattern = switch (kind) {
            case POSTGRES -> "postgresql-\\d.*\\.jar";
            case KAFKA -> "kafka-\\d[^/]*";
            case OPENSEARCH -> "opensearch-\\d.*\\.zip";
        };
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .max(Comparator.comparing(file -> Runtime.Version.parse(trimmed(versionIn(file)))))
                    .orElseThrow(() ->
                            new ServersException("The " + kind.title() + " programs are not in " + directory, CURE));
        } catch (IOException e) {
            throw new ServersException("Can't look into " + directory, CURE, e);
        }
    }

    private static String versionIn(Path archive) {
        return archive.getFileName().toString().replaceAll("^[a-z]+-|\\.(jar|zip)$", "");
    }

    /// Runtime.Version takes no trailing ".0".
    private static String trimmed(String version) {
        return version.replaceAll("[^0-9.].*$", "").replaceAll("(\\.0)+$", "");
    }

    private static synchronized void unpackOnce(ServerKind kind, Path archive, Path target) {
        Path parent = target.resolveSibling(".");
        try {
            Files.createDirectories(parent);
            try (FileChannel channel = FileChannel.open(
                            parent.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.isDirectory(target)) {
                    Path partial = target.resolveSibling(target.getFileName() + ".partial");
                    Directories.delete(partial);
                    Archives.unpack(kind, archive, partial);
                    Files.move(partial, target);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ServersException(
                    "Can't unpack " + archive + ": " + e.getMessage(),
                    "Free disk space, or delete that file and let Maven fetch it again:"
                            + " mvn -pl embedded-servers -am process-resources",
                    e);
        }
    }

    /// All jars of a directory in a stable order, which a start-up cache needs.
    static String classPath(Path lib) {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new ServersException("The programs are not in " + lib, CURE, e);
        }
    }
}
