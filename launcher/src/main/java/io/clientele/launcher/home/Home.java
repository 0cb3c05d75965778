package io.clientele.launcher.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The directory that holds everything one platform keeps: data, logs, secrets and what runs now.
///
/// @param directory absolute
public record Home(Path directory) {
    private static final String OWNER_ONLY = "rw-------";
    private static final String OWNER_ONLY_DIRECTORY = "rwx------";

    public Home {
        directory = directory.toAbsolutePath().normalize();
    }

    /// The home used when none is named: `.clientele` under the repository's root.
    public static Home under(Path root) {
        return new Home(root.resolve(".clientele"));
    }

    /// Data of the servers and of the stream processor.
    public Path data() {
        return directory.resolve("data");
    }

    /// One log file a process.
    public Path logs() {
        return directory.resolve("logs");
    }

    /// Keys and passwords; readable by their owner only.
    public Path secrets() {
        return directory.resolve("secrets");
    }

    /// Encrypted uploads.
    public Path storage() {
        return directory.resolve("storage");
    }

    /// What can be made again at any time.
    public Path cache() {
        return directory.resolve("cache");
    }

    /// The files that demonstrations made.
    public Path demo() {
        return directory.resolve("demo");
    }

    /// Where the running supervisor says what it runs.
    public Path platformFile() {
        return directory.resolve("run").resolve("platform.json");
    }

    /// The directory of [#platformFile()].
    public Path run() {
        return directory.resolve("run");
    }

    /// Makes every directory; repeatable.
    ///
    /// @throws IOException when one cannot be made
    public void create() throws IOException {
        for (Path each : new Path[] {data(), logs(), storage(), cache(), demo(), run()}) {
            Files.createDirectories(each);
        }
        createSecrets();
    }

    void createSecrets() throws IOException {
        Files.createDirectories(secrets());
        Files.setPosixFilePermissions(secrets(), PosixFilePermissions.fromString(OWNER_ONLY_DIRECTORY));
    }

    /// Writes a secret that only its owner may read, unless it exists already; safe against a second writer.
    ///
    /// @param name file name under [#secrets()]
    /// @return what the file holds now: the new content, or that of whoever was first
    /// @throws IOException when it can be neither written nor read
    public String secret(String name, String contentIfMissing) throws IOException {
        createSecrets();
        Path file = secrets().resolve(name);
        if (!Files.exists(file)) {
            Path fresh = Files.createTempFile(
                    secrets(),
                    "." + name,
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            Files.writeString(fresh, contentIfMissing);
            linkUnlessThere(fresh, file);
        }
        return Files.readString(file);
    }

    private static void linkUnlessThere(Path fresh, Path file) throws IOException {
        try {
            // A hard link appears complete or not at all, and never replaces another's file.
            Files.createLink(file, fresh);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            // Another process was first; its secret counts.
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// The password of PostgreSQL's superuser `postgres`, which the embedded server made.
    ///
    /// @throws IOException when the server has never been started here
    public String superuserPassword() throws IOException {
        return Files.readString(secrets().resolve("postgres-password")).strip();
    }

    /// Replaces a file so that a reader sees the old content or the new, never a part.
    ///
    /// @throws IOException when it cannot be written
    public static void replace(Path file, String content) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException(file + " has no directory");
        }
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, "." + file.getFileName(), "");
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
