package io.clientele.ingest.imports;

import io.clientele.bulk.BulkJob;
import io.clientele.bulk.BulkStorage;
import io.clientele.bulk.ImportOptions;
import io.clientele.ingest.csv.CsvBlock;
import io.clientele.ingest.csv.CsvBlocks;
import io.clientele.ingest.csv.CsvDialect;
import io.clientele.ingest.csv.CsvText;
import io.clientele.ingest.csv.FileEncoding;
import io.clientele.ingest.csv.LineTooLongException;
import io.clientele.ingest.csv.SourceRow;
import io.clientele.pii.FileCipher;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks at a file before its rows are read: character set, dialect, header, mapping.
final class SourceInspection {
    private static final int SAMPLE_BYTES = 1 << 16;
    private static final int MAX_COLUMNS = 1_000;
    private static final Map<String, String> FORMATS = Map.of(
            "504b0304", "a ZIP archive or an Excel workbook (.xlsx)",
            "d0cf11e0", "an old Excel workbook (.xls) or one with a password",
            "25504446", "a PDF document",
            "1f8b", "a gzip archive");

    private final BulkStorage storage;

    SourceInspection(BulkStorage storage) {
        this.storage = storage;
    }

    /// What was found.
    ///
    /// @param firstByte offset of the first row after the header
    /// @param firstLine its line
    /// @param options the job's options with what was found
    record Found(
            FileEncoding encoding,
            CsvDialect dialect,
            FieldMapping mapping,
            long firstByte,
            long firstLine,
            ImportOptions options) {}

    /// @throws ProblemException `UNREADABLE_FILE`, `UNMAPPED_REQUIRED_FIELD` or `UNKNOWN_FIELD`, for the requester
    /// @throws IOException when the storage is away
    Found inspect(BulkJob job, FileCipher cipher) throws IOException {
        String reference = Objects.requireNonNull(job.fileReference(), "an import has a file");
        try (SeekableByteChannel file = storage.open(reference, cipher)) {
            return inspect(file, job.options());
        } catch (LineTooLongException noText) {
            throw unreadable("a header line of at most " + CsvBlocks.MAX_RECORD_BYTES + " bytes", "a longer one");
        } catch (NoSuchFileException gone) {
            throw unreadable("the file that was uploaded", "that it is no longer in the storage");
        }
    }

    private static Found inspect(SeekableByteChannel file, ImportOptions options) throws IOException {
        byte[] start = start(file);
        refuseOtherFormats(start);
        @Nullable String known = options.encoding();
        FileEncoding encoding = known == null ? FileEncoding.detect(file) : FileEncoding.known(known, file);
        CsvDialect dialect = CsvDialect.detect(sample(start, encoding), delimiter(options), FieldMapping::known);
        CsvBlocks blocks = new CsvBlocks(file, encoding, dialect, encoding.bomBytes(), 1);
        for (@Nullable CsvBlock block = blocks.next(1); block != null; block = blocks.next(1)) {
            List<SourceRow> rows = switch (block) {
                case CsvBlock.Records records -> SourceRow.of(records, dialect);
                case CsvBlock.BrokenQuotes broken ->
                    throw unreadable("a header", "quotes that do not fit together in line " + broken.line());
            };
            if (!rows.isEmpty()) {
                return found(encoding, dialect, rows.getFirst(), block, options);
            }
        }
        throw unreadable("a header line and a line for each customer", "an empty file");
    }

    private static Found found(
            FileEncoding encoding, CsvDialect dialect, SourceRow header, CsvBlock block, ImportOptions options) {
        if (header.fields().size() > MAX_COLUMNS) {
            throw unreadable(
                    "at most " + MAX_COLUMNS + " columns", header.fields().size() + " columns");
        }
        FieldMapping mapping =
                FieldMapping.of(header.fields(), options.columns()).requireComplete();
        return new Found(
                encoding,
                dialect,
                mapping,
                block.nextByte(),
                block.nextLine(),
                options.found(
                        mapping.byHeader(),
                        String.valueOf(dialect.delimiter()),
                        encoding.charset().name(),
                        CsvText.record(mapping.headers(), dialect, 0)));
    }

    private static byte[] start(SeekableByteChannel file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(SAMPLE_BYTES);
        file.position(0);
        while (buffer.hasRemaining() && file.read(buffer) >= 0) {
            // until the sample is full or the file ends
        }
        byte[] start = new byte[buffer.position()];
        buffer.flip().get(start);
        return start;
    }

    private static void refuseOtherFormats(byte[] start) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < Math.min(4, start.length); i++) {
            hex.append(String.format("%02x", start[i]));
        }
        FORMATS.forEach((magic, name) -> {
            if (hex.toString().startsWith(magic)) {
                throw unreadable("a CSV text file", name);
            }
        });
    }

    /// Cut after the last line end, so that no half row counts.
    private static String sample(byte[] start, FileEncoding encoding) {
        int length = Math.max(0, start.length - encoding.bomBytes());
        String text = new String(start, Math.min(start.length, encoding.bomBytes()), length, encoding.charset());
        int end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
        return start.length < SAMPLE_BYTES || end < 0 ? text : text.substring(0, end + 1);
    }

    private static @Nullable Character delimiter(ImportOptions options) {
        @Nullable String delimiter = options.delimiter();
        return delimiter == null || delimiter.isEmpty() ? null : delimiter.charAt(0);
    }

    private static ProblemException unreadable(String expected, String found) {
        return new ProblemException(ProblemCode.UNREADABLE_FILE, "Expected: %s. Found: %s.".formatted(expected, found));
    }
}
