package io.clientele.launcher.client;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;

/// A file to send, streamed.
///
/// @param name its name as the platform shall know it
/// @param content its bytes, published once
public record Upload(String name, BodyPublisher content) {
    /// A file on disk.
    ///
    /// @throws FileNotFoundException when there is none
    public static Upload of(Path file) throws FileNotFoundException {
        Path name = file.getFileName();
        return new Upload(name == null ? "file" : name.toString(), BodyPublishers.ofFile(file));
    }

    /// Whatever a stream yields until its end.
    public static Upload of(InputStream stream) {
        return new Upload("standard-input.csv", BodyPublishers.ofInputStream(() -> stream));
    }
}
