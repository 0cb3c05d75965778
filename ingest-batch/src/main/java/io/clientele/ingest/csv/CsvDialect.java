package io.clientele.ingest.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// How a file separates and quotes its fields.
///
/// @param delimiter comma, semicolon, tab, bar, or what the requester said
/// @param quote `"` or `'`
public record CsvDialect(char delimiter, char quote) {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int SAMPLE_RECORDS = 50;
    private static final int MAX_FIELDS = 1 << 20;

    /// Finds the dialect: the one whose first record has the most headers that are known, then the one that cuts the
    /// sample into the most even rows.
    ///
    /// @param sample the beginning of the file, cut after a line
    /// @param delimiter what the requester said; null to find it
    /// @param known how many of a record's fields are known headers
    public static CsvDialect detect(String sample, @Nullable Character delimiter, ToIntFunction<List<String>> known) {
        char quote = quote(sample);
        if (delimiter != null) {
            return new CsvDialect(delimiter, quote);
        }
        CsvDialect best = new CsvDialect(',', quote);
        long bestScore = -1;
        for (char candidate : DELIMITERS) {
            CsvDialect dialect = new CsvDialect(candidate, quote);
            long score = dialect.score(sample, known);
            if (score > bestScore) {
                best = dialect;
                bestScore = score;
            }
        }
        return best;
    }

    private long score(String sample, ToIntFunction<List<String>> known) {
        List<CsvRecord> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = reader(sample)) {
            for (CsvRecord record : reader) {
                records.add(record);
                if (records.size() == SAMPLE_RECORDS) {
                    break;
                }
            }
        } catch (CsvParseException broken) {
            // A row with broken quotes ends the sample; the rows before it count.
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the sample is in memory
        }
        if (records.isEmpty()) {
            return 0;
        }
        int width = records.getFirst().getFieldCount();
        long even = records.stream().filter(r -> r.getFieldCount() == width).count();
        long knownHeaders = known.applyAsInt(records.getFirst().getFields());
        return width == 1 ? knownHeaders * 1_000_000 : knownHeaders * 1_000_000 + even * 1_000 + Math.min(width, 999);
    }

    /// A single quote is the quote only where no double quote stands and fields start and end with it.
    private static char quote(String sample) {
        if (sample.indexOf('"') >= 0) {
            return '"';
        }
        int opened = 0;
        for (char delimiter : DELIMITERS) {
            int at = sample.indexOf("'" + delimiter + "'");
            opened += at >= 0 ? 1 : 0;
        }
        return opened > 0 ? '\'' : '"';
    }

    /// A lenient reader of `text`: blank lines are skipped, no line is a comment,
    /// white space around quotes is no text. A block of [CsvBlocks] never makes it fail.
    CsvReader<CsvRecord> reader(String text) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(true)
                .detectBomHeader(false)
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(MAX_FIELDS)
                                .maxFieldSize(CsvBlocks.MAX_RECORD_BYTES)
                                .maxRecordSize(CsvBlocks.MAX_RECORD_BYTES)
                                .build(),
                        text);
    }
}
