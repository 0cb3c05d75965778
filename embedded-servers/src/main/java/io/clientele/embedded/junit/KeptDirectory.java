package io.clientele.embedded.junit;

import io.clientele.embedded.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// What a keeper leaves on disk while the build runs; the keeper's and the server's logs outlive it.
final class KeptDirectory {
    private KeptDirectory() {}

    static void delete(Path directory, ServerKind kind) {
        try {
            Path home = directory.resolve(kind.id());
            for (String part : List.of("data", "config", "secrets", "run")) {
                deleteAll(home.resolve(part));
            }
            Files.deleteIfExists(directory.resolve(kind.id() + ".properties"));
            Files.deleteIfExists(directory.resolve(kind.id() + ".lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes what builds left that have ended: logs, and the data of keepers that were killed.
    ///
    /// @param all its directories are named by the build's process id, a dash, and its start
    static void deleteThoseOfEndedBuilds(Path all) {
        if (!Files.isDirectory(all)) {
            return;
        }
        try (Stream<Path> builds = Files.list(all)) {
            for (Path build : builds.filter(KeptDirectory::isEnded).toList()) {
                deleteAll(build);
            }
        } catch (IOException | UncheckedIOException e) {
            // its keeper is deleting there at this moment; a later build finds what is left
            LoggerFactory.getLogger(KeptDirectory.class).debug("Can't clean up {} yet", all, e);
        }
    }

    private static boolean isEnded(Path build) {
        String pid = build.getFileName().toString().replaceAll("-.*", "");
        return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
