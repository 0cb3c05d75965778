package io.clientele.bulk;

import io.clientele.pii.FileCipher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

/// The directory of encrypted files that gateway and workers share. Nothing is ever written there in the clear.
public final class BulkStorage {
    private static final Pattern REFERENCE = Pattern.compile("[0-9a-f-]{36}\\.upload");
    private final Path directory;

    public BulkStorage(Path directory) {
        this.directory = directory;
    }

    /// A stored file.
    ///
    /// @param reference its name in the directory
    /// @param bytes plain length
    public record Stored(String reference, long bytes) {}

    /// Writes `content` encrypted; a failure leaves nothing behind.
    ///
    /// @throws IOException when the disk refuses
    public Stored write(UUID jobId, FileCipher cipher, InputStream content) throws IOException {
        Files.createDirectories(directory);
        String reference = jobId + ".upload";
        Path file = directory.resolve(reference);
        long bytes;
        try (OutputStream target = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
                OutputStream encrypting = cipher.encrypting(target)) {
            bytes = content.transferTo(encrypting);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
        return new Stored(reference, bytes);
    }

    /// Opens a stored file for reading its plain bytes from any position.
    public SeekableByteChannel open(String reference, FileCipher cipher) throws IOException {
        return cipher.decrypting(Files.newByteChannel(path(reference)));
    }

    /// Removes a stored file; one that is gone is fine.
    public void delete(String reference) throws IOException {
        Files.deleteIfExists(path(reference));
    }

    private Path path(String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException("not a file reference");
        }
        return directory.resolve(reference);
    }
}
