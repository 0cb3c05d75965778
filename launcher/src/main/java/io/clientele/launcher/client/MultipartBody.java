package io.clientele.launcher.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A multipart/form-data body (RFC 7578) with a streamed file and perhaps a mapping.
final class MultipartBody {
    private final String boundary = "clientele-" + UUID.randomUUID();
    private final Upload file;
    private final @Nullable String mapping;

    MultipartBody(Upload file, @Nullable String mapping) {
        this.file = file;
        this.mapping = mapping;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher publisher() {
        var head = new StringBuilder();
        if (mapping != null) {
            part(head, "name=\"mapping\"", "application/json").append(mapping).append("\r\n");
        }
        part(head, "name=\"file\"; filename=\"" + quoted() + "\"", "text/csv");
        return BodyPublishers.concat(
                BodyPublishers.ofString(head.toString()),
                file.content(),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    }

    private StringBuilder part(StringBuilder body, String disposition, String contentType) {
        return body.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; ")
                .append(disposition)
                .append("\r\nContent-Type: ")
                .append(contentType)
                .append("\r\n\r\n");
    }

    private String quoted() {
        return file.name().replace("\\", "_").replace("\"", "_");
    }
}
