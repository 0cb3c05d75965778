package io.clientele.api.bulk;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/// The bytes of an uploaded file. A connection that breaks is the caller's problem and not ours, and what begins like
/// a ZIP file is no text.
final class UploadedText extends FilterInputStream {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private UploadedText(InputStream source) {
        super(source);
    }

    /// @throws ProblemException when the file is empty, or is a ZIP file, as those of Excel are
    static InputStream checked(InputStream source) throws IOException {
        PushbackInputStream content = new PushbackInputStream(new UploadedText(source), ZIP.length);
        byte[] first = content.readNBytes(ZIP.length);
        if (first.length == 0) {
            throw new ProblemException(ProblemCode.UNREADABLE_FILE, "The file is empty.");
        }
        if (Arrays.equals(first, ZIP)) {
            throw new ProblemException(
                    ProblemCode.UNREADABLE_FILE, "This is a workbook or another ZIP file: save it as CSV first.");
        }
        content.unread(first);
        return content;
    }

    static ProblemException broken(IOException cause) {
        ProblemException problem = new ProblemException(
                ProblemCode.MALFORMED_REQUEST, "The upload ended early, or is no well-formed multipart form.");
        problem.initCause(cause);
        return problem;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException cause) {
            throw broken(cause);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (IOException cause) {
            throw broken(cause);
        }
    }
}
