package io.clientele.benchmark.place;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The directory of one benchmark, on the disk on which the platform keeps its data; gone when closed. It
/// bears our process id, so that the next benchmark can remove what a killed one left behind.
public record Workspace(Path directory) implements AutoCloseable {
    private static final String PREFIX = "bench-";

    /// @param parent made when missing
    public static Workspace in(Path parent) throws IOException {
        Files.createDirectories(parent);
        for (Path left : leftBehind(parent)) {
            delete(left);
        }
        return new Workspace(Files.createDirectory(
                parent.resolve(PREFIX + ProcessHandle.current().pid())));
    }

    /// The generated file.
    public Path customers() {
        return directory.resolve("customers.csv");
    }

    /// Where the finished rows of a table lie, in the format of a binary COPY.
    public static Path finished(Path directory, String table) {
        return directory.resolve(table + ".copy");
    }

    public Path masterKey() {
        return directory.resolve("secrets").resolve("master-key.json");
    }

    public Path storage() {
        return directory.resolve("storage");
    }

    /// @param process the name of a child
    public Path log(String process) throws IOException {
        return Files.createDirectories(directory.resolve("logs")).resolve(process + ".log");
    }

    @Override
    public void close() throws IOException {
        delete(directory);
    }

    private static List<Path> leftBehind(Path parent) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(each -> each.getFileName().toString().matches(PREFIX + "\\d{1,18}"))
                    .filter(each -> !inUse(each))
                    .toList();
        }
    }

    private static boolean inUse(Path workspace) {
        long pid = Long.parseLong(workspace.getFileName().toString().substring(PREFIX.length()));
        return pid != ProcessHandle.current().pid()
                && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path at, @Nullable IOException e) throws IOException {
                Files.delete(at);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
