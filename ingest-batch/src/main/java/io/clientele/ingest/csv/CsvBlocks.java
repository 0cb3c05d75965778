package io.clientele.ingest.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/// Cuts a file into blocks of whole records with a buffer of fixed size. It only looks for quotes, delimiters and line
/// ends; FastCSV reads the fields. Cutting first gives what a reader with read-ahead can not: the byte at which the
/// next chunk starts, and pieces that several cores can work on. Not thread-safe.
public final class CsvBlocks {
    /// The longest record that is read: 2 MiB.
    public static final int MAX_RECORD_BYTES = 1 << 21;

    private static final int LINE_FEED = '\n';
    private static final int CARRIAGE_RETURN = '\r';

    private enum State {
        FIELD_START,
        UNQUOTED,
        QUOTED,
        QUOTE_IN_QUOTED,
        AFTER_QUOTES
    }

    private final SeekableByteChannel file;
    private final FileEncoding encoding;
    private final CsvDialect dialect;
    private final int unit;
    private final boolean bigEndian;
    private final byte[] buffer = new byte[MAX_RECORD_BYTES];
    private int size;
    private boolean atEnd;
    private long position;
    private long line;

    /// @param position where to start: the first byte of a record
    /// @param line the number of that record's first line
    public CsvBlocks(SeekableByteChannel file, FileEncoding encoding, CsvDialect dialect, long position, long line)
            throws IOException {
        this.file = file;
        this.encoding = encoding;
        this.dialect = dialect;
        this.unit = encoding.unitBytes();
        this.bigEndian = encoding.order() == ByteOrder.BIG_ENDIAN;
        this.position = position;
        this.line = line;
        file.position(position);
    }

    /// The next block of at most `maxRecords` records, blank lines counted; null at the end of the file.
    ///
    /// @throws LineTooLongException when a line without quotes is longer than [#MAX_RECORD_BYTES]
    public @Nullable CsvBlock next(int maxRecords) throws IOException {
        fill();
        if (size < unit) {
            return null;
        }
        Cut cut = new Cut();
        for (int i = 0; i + unit <= size && cut.records < maxRecords && !cut.strayQuote; i += unit) {
            cut.take(i);
        }
        if (cut.records < maxRecords && atEnd && cut.inRecord && !cut.isBroken()) {
            cut.endRecord(size);
        }
        if (cut.records == 0 && cut.isBroken()) {
            return firstLine(cut);
        }
        if (cut.records == 0) {
            throw new LineTooLongException(line, MAX_RECORD_BYTES);
        }
        long first = line;
        String text = text(cut.end);
        consume(cut.end, cut.lines);
        return new CsvBlock.Records(text, first, position, line);
    }

    private CsvBlock firstLine(Cut cut) {
        int lineEnd = cut.firstLineEnd < 0 ? size : cut.firstLineEnd;
        int textEnd = cut.firstLineEnd < 0 ? size : cut.firstLineTextEnd;
        long number = line;
        String text = text(textEnd);
        consume(lineEnd, 1);
        return new CsvBlock.BrokenQuotes(text, number, position, line);
    }

    private String text(int end) {
        return encoding.charset().decode(ByteBuffer.wrap(buffer, 0, end)).toString();
    }

    private void consume(int bytes, long lines) {
        System.arraycopy(buffer, bytes, buffer, 0, size - bytes);
        size -= bytes;
        position += bytes;
        line += lines;
    }

    private void fill() throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(buffer, size, MAX_RECORD_BYTES - size);
        while (!atEnd && rest.hasRemaining()) {
            atEnd = file.read(rest) < 0;
        }
        size = rest.position();
    }

    private int unitAt(int index) {
        if (unit == 1) {
            return buffer[index] & 0xff;
        }
        int first = buffer[index] & 0xff;
        int second = buffer[index + 1] & 0xff;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    /// One pass over the buffer.
    private final class Cut {
        private State state = State.FIELD_START;
        private boolean inRecord;
        private int records;
        private int end;
        private long lines;
        private long linesSeen;
        private int firstLineEnd = -1;
        private int firstLineTextEnd;
        private boolean strayQuote;

        boolean isBroken() {
            return strayQuote || state == State.QUOTED;
        }

        void take(int index) {
            int c = unitAt(index);
            if (c == LINE_FEED && index > 0 && unitAt(index - unit) == CARRIAGE_RETURN) {
                lineFeedAfterReturn(index);
                return;
            }
            if (c == LINE_FEED || c == CARRIAGE_RETURN) {
                lineEnd(index, c);
                return;
            }
            inRecord = true;
            state = switch (state) {
                case FIELD_START -> c == dialect.quote() ? State.QUOTED : isSpace(c) ? State.FIELD_START : afterChar(c);
                case UNQUOTED -> afterChar(c);
                case QUOTED -> c == dialect.quote() ? State.QUOTE_IN_QUOTED : State.QUOTED;
                case QUOTE_IN_QUOTED -> c == dialect.quote() ? State.QUOTED : afterQuotes(c);
                case AFTER_QUOTES -> afterQuotes(c);
            };
        }

        /// Text after a closing quote: one of the two quotes is astray.
        private State afterQuotes(int c) {
            strayQuote = c != dialect.delimiter() && !isSpace(c);
            return c == dialect.delimiter() ? State.FIELD_START : State.AFTER_QUOTES;
        }

        private boolean isSpace(int c) {
            return c <= ' ' && c != dialect.delimiter();
        }

        private State afterChar(int c) {
            return c == dialect.delimiter() ? State.FIELD_START : State.UNQUOTED;
        }

        private void lineEnd(int index, int c) {
            linesSeen++;
            if (records == 0 && firstLineEnd < 0) {
                boolean pair = c == CARRIAGE_RETURN && index + 2 * unit <= size && unitAt(index + unit) == LINE_FEED;
                firstLineTextEnd = index;
                firstLineEnd = index + (pair ? 2 : 1) * unit;
            }
            if (state == State.QUOTED) {
                return;
            }
            boolean last = index + 2 * unit > size;
            if (c == CARRIAGE_RETURN && last && !atEnd) {
                // Whether a line feed belongs to it can not be seen yet: the record stays for the next block.
                return;
            }
            boolean pair = c == CARRIAGE_RETURN && !last && unitAt(index + unit) == LINE_FEED;
            endRecord(index + (pair ? 2 : 1) * unit);
        }

        /// Of `\r\n`: counted with the return, and inside of quotes a part of the value.
        private void lineFeedAfterReturn(int index) {
            if (index + unit > end && state != State.QUOTED) {
                end = index + unit;
            }
        }

        void endRecord(int at) {
            records++;
            end = at;
            lines = linesSeen;
            inRecord = false;
            state = State.FIELD_START;
        }
    }
}
