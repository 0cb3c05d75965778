package io.clientele.ingest.csv;

import java.io.IOException;

/// A line is longer than is read: most likely the file is no text.
public final class LineTooLongException extends IOException {
    private final long line;

    LineTooLongException(long line, int maxBytes) {
        super("line " + line + " is longer than " + maxBytes + " bytes");
        this.line = line;
    }

    /// The line's number, from 1.
    public long line() {
        return line;
    }
}
