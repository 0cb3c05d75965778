package io.clientele.ingest.imports;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Writes rows in PostgreSQL's binary COPY format (documentation of COPY, "Binary Format"): no text to build, escape
/// and parse again. Not thread-safe; use once.
final class BinaryCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int TEXT_OID = 25;
    private static final int SEND_BYTES = 1 << 16;

    private final CopyIn copy;
    private final Buffer buffer = new Buffer();

    /// @param statement `copy … from stdin (format binary)`
    BinaryCopy(Connection connection, String statement) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        buffer.writeBytes(SIGNATURE);
        buffer.int4(0);
        buffer.int4(0);
    }

    /// @param columns how many fields follow
    BinaryCopy row(int columns) throws SQLException {
        if (buffer.size() >= SEND_BYTES) {
            send();
        }
        buffer.int2(columns);
        return this;
    }

    BinaryCopy bytes(byte @Nullable [] value) {
        if (value == null) {
            buffer.int4(-1);
        } else {
            buffer.int4(value.length);
            buffer.writeBytes(value);
        }
        return this;
    }

    BinaryCopy text(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    BinaryCopy uuid(UUID value) {
        buffer.int4(16);
        buffer.int8(value.getMostSignificantBits());
        buffer.int8(value.getLeastSignificantBits());
        return this;
    }

    BinaryCopy bool(boolean value) {
        buffer.int4(1);
        buffer.write(value ? 1 : 0);
        return this;
    }

    BinaryCopy int4(int value) {
        buffer.int4(4);
        buffer.int4(value);
        return this;
    }

    BinaryCopy int8(long value) {
        buffer.int4(8);
        buffer.int8(value);
        return this;
    }

    /// `text[]` of one dimension.
    BinaryCopy texts(List<String> values) {
        List<byte[]> elements = values.stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size = values.isEmpty() ? 12 : 20;
        for (byte[] element : elements) {
            size += 4 + element.length;
        }
        buffer.int4(size);
        buffer.int4(values.isEmpty() ? 0 : 1);
        buffer.int4(0);
        buffer.int4(TEXT_OID);
        if (!values.isEmpty()) {
            buffer.int4(values.size());
            buffer.int4(1);
            elements.forEach(this::bytes);
        }
        return this;
    }

    /// Ends the copy.
    ///
    /// @return how many rows the server took
    long end() throws SQLException {
        buffer.int2(-1);
        send();
        return copy.endCopy();
    }

    /// Gives the connection back after a failure.
    void cancel() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.size());
        buffer.reset();
    }

    private static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            super(2 * SEND_BYTES);
        }

        byte[] array() {
            return buf;
        }

        void int2(int value) {
            write(value >>> 8);
            write(value);
        }

        void int4(int value) {
            int2(value >>> 16);
            int2(value);
        }

        void int8(long value) {
            int4((int) (value >>> 32));
            int4((int) value);
        }
    }
}
