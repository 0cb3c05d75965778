package io.clientele.ingest.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The character set of a file, and where its text starts.
///
/// @param charset UTF-8, UTF-16LE, UTF-16BE or windows-1252
/// @param bomBytes length of the byte order mark, 0 to 3
public record FileEncoding(Charset charset, int bomBytes) {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int SCAN_BYTES = 1 << 16;
    // A file with this many good sequences for a bad one is UTF-8 with accidents, not another character set.
    private static final long GOOD_PER_BAD = 10;

    /// Bytes of one code unit: 1 or 2.
    public int unitBytes() {
        return isWide() ? 2 : 1;
    }

    boolean isWide() {
        return charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE);
    }

    ByteOrder order() {
        return charset.equals(StandardCharsets.UTF_16BE) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /// By byte order mark; else UTF-16 where every second byte is zero; else UTF-8 if the whole file is valid UTF-8;
    /// else windows-1252, in which every byte means something. Leaves the channel's position undefined.
    public static FileEncoding detect(SeekableByteChannel file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(SCAN_BYTES);
        file.position(0);
        fill(file, buffer);
        buffer.flip();
        @Nullable FileEncoding marked = marked(buffer);
        if (marked != null) {
            return marked;
        }
        return isUtf8(file) ? new FileEncoding(StandardCharsets.UTF_8, 0) : new FileEncoding(WINDOWS_1252, 0);
    }

    /// As named in a job's options.
    public static FileEncoding known(String charset, SeekableByteChannel file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(SCAN_BYTES);
        file.position(0);
        fill(file, start);
        start.flip();
        @Nullable FileEncoding marked = marked(start);
        return marked != null ? marked : new FileEncoding(Charset.forName(charset), 0);
    }

    private static @Nullable FileEncoding marked(ByteBuffer start) {
        int size = start.limit();
        int a = size > 0 ? start.get(0) & 0xff : -1;
        int b = size > 1 ? start.get(1) & 0xff : -1;
        int c = size > 2 ? start.get(2) & 0xff : -1;
        if (a == 0xef && b == 0xbb && c == 0xbf) {
            return new FileEncoding(StandardCharsets.UTF_8, 3);
        }
        if (a == 0xff && b == 0xfe) {
            return new FileEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (a == 0xfe && b == 0xff) {
            return new FileEncoding(StandardCharsets.UTF_16BE, 2);
        }
        int evenZeros = 0;
        int oddZeros = 0;
        int looked = Math.min(size, 512) & ~1;
        for (int i = 0; i < looked; i += 2) {
            evenZeros += start.get(i) == 0 ? 1 : 0;
            oddZeros += start.get(i + 1) == 0 ? 1 : 0;
        }
        if (looked > 0 && oddZeros > looked / 4 && evenZeros == 0) {
            return new FileEncoding(StandardCharsets.UTF_16LE, 0);
        }
        if (looked > 0 && evenZeros > looked / 4 && oddZeros == 0) {
            return new FileEncoding(StandardCharsets.UTF_16BE, 0);
        }
        return null;
    }

    private static boolean isUtf8(SeekableByteChannel file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(SCAN_BYTES);
        CharBuffer chars = CharBuffer.allocate(SCAN_BYTES);
        long good = 0;
        long bad = 0;
        file.position(0);
        boolean more = true;
        while (more) {
            more = fill(file, bytes);
            bytes.flip();
            CoderResult result;
            do {
                int before = bytes.position();
                result = decoder.decode(bytes, chars, !more);
                // Every character beyond ASCII takes more bytes than chars.
                good += bytes.position() - before - chars.position();
                chars.clear();
                if (result.isMalformed()) {
                    bad++;
                    bytes.position(bytes.position() + result.length());
                }
            } while (!result.isUnderflow());
            bytes.compact();
        }
        return bad == 0 || good > bad * GOOD_PER_BAD;
    }

    /// @return false at the end of the file
    private static boolean fill(SeekableByteChannel file, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (file.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }
}
