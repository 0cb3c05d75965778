package io.clientele.api.idempotency;

import io.clientele.api.request.LimitedStream;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A request whose body was read already.
final class BufferedRequest extends HttpServletRequestWrapper {
    private final byte[] body;

    private BufferedRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    /// @param max bytes
    /// @throws ProblemException `BODY_TOO_LARGE`
    static BufferedRequest of(HttpServletRequest request, long max) throws IOException {
        if (request.getContentLengthLong() > max) {
            throw new ProblemException(ProblemCode.BODY_TOO_LARGE, "At most " + max + " bytes are accepted.");
        }
        try (LimitedStream stream = new LimitedStream(request.getInputStream(), max, ProblemCode.BODY_TOO_LARGE)) {
            return new BufferedRequest(request, stream.readAllBytes());
        }
    }

    /// SHA-256 of the body.
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Body(body);
    }

    private static final class Body extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Body(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body is here already");
        }
    }
}
