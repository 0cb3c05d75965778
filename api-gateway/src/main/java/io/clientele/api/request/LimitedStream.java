package io.clientele.api.request;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that refuses to be longer than allowed. Its reader gets a [ProblemException] instead of the next byte.
public final class LimitedStream extends FilterInputStream {
    private final ProblemCode code;
    private final long max;
    private long left;

    /// @param max bytes that may be read
    /// @param code what to answer when there are more
    public LimitedStream(InputStream source, long max, ProblemCode code) {
        super(source);
        this.max = max;
        this.left = max;
        this.code = code;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            count(1);
        }
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new ProblemException(code, "At most " + max + " bytes are accepted.");
        }
    }
}
