package io.clientele.api.bulk;

import io.clientele.api.request.LimitedStream;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The body of an import request, read once from front to end and kept nowhere: a multipart form with the parts `file`
/// and, before or after it, `mapping`; or the file alone. First [#content()] has to be read, then [#columns()].
final class Upload {
    private static final String FILE = "file";
    private static final String MAPPING = "mapping";
    private static final long MAX_MAPPING = 256 * 1024;
    private static final int MAX_FILE_NAME = 255;

    private final @Nullable FileItemInputIterator parts;
    private final JsonMapper json;
    private final String fileName;
    private final InputStream content;
    private final MessageDigest digest = sha256();
    private @Nullable ColumnMapping mapping;

    private Upload(
            @Nullable FileItemInputIterator parts,
            JsonMapper json,
            @Nullable ColumnMapping mapping,
            @Nullable String fileName,
            InputStream content,
            long maxBytes)
            throws IOException {
        this.parts = parts;
        this.json = json;
        this.mapping = mapping;
        String name = Objects.requireNonNullElse(fileName, "");
        this.fileName = name.length() > MAX_FILE_NAME ? name.substring(0, MAX_FILE_NAME) : name;
        this.content = UploadedText.checked(
                new DigestInputStream(new LimitedStream(content, maxBytes, ProblemCode.FILE_TOO_LARGE), digest));
    }

    /// Reads up to the first byte of the file.
    ///
    /// @throws ProblemException when there is no file, or it can be told at once that it is none to import
    static Upload of(HttpServletRequest request, long maxBytes, JsonMapper json) throws IOException {
        if (!JakartaServletFileUpload.isMultipartContent(request)) {
            return new Upload(null, json, null, "", request.getInputStream(), maxBytes);
        }
        try {
            FileItemInputIterator parts = new JakartaServletFileUpload<>().getItemIterator(request);
            ColumnMapping mapping = null;
            while (parts.hasNext()) {
                FileItemInput part = parts.next();
                if (FILE.equals(part.getFieldName())) {
                    return new Upload(parts, json, mapping, part.getName(), part.getInputStream(), maxBytes);
                }
                mapping = read(part, mapping, json);
            }
        } catch (IOException malformed) {
            throw UploadedText.broken(malformed);
        }
        throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "The form has no part named file.");
    }

    /// As the client named it; may be empty.
    String fileName() {
        return fileName;
    }

    InputStream content() {
        return content;
    }

    /// Reads all of it and keeps nothing.
    void readToEnd() throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
        columns();
    }

    /// SHA-256 of file, name and mapping, once everything has been read: the same for the same form, whatever its
    /// boundary is.
    byte[] digest() {
        MessageDigest all = sha256();
        all.update(digest.digest());
        all.update(json.writeValueAsBytes(List.of(fileName, mapping == null ? Map.of() : mapping)));
        return all.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Reads what follows the file, and answers with the mapping from before or after it; empty where there is none.
    Map<String, @Nullable String> columns() {
        try {
            while (parts != null && parts.hasNext()) {
                mapping = read(parts.next(), mapping, json);
            }
        } catch (IOException malformed) {
            throw UploadedText.broken(malformed);
        }
        return mapping == null ? Map.of() : mapping.checked();
    }

    private static ColumnMapping read(FileItemInput part, @Nullable ColumnMapping before, JsonMapper json)
            throws IOException {
        if (!MAPPING.equals(part.getFieldName()) || before != null) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The form may have the parts file and mapping, each once.");
        }
        try (InputStream body = new LimitedStream(part.getInputStream(), MAX_MAPPING, ProblemCode.BODY_TOO_LARGE)) {
            return json.readValue(body, ColumnMapping.class);
        }
    }
}
