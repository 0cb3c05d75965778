package io.clientele.ingest.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// A record as it stands in the file. Prints no value.
///
/// @param line the number a text editor shows for the record's first line, from 1
/// @param fields at least one
public record SourceRow(long line, List<String> fields) {
    /// The rows of a block; lines that are blank, or hold delimiters and white space only, are left out.
    public static List<SourceRow> of(CsvBlock.Records block, CsvDialect dialect) {
        List<SourceRow> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = dialect.reader(block.text())) {
            for (CsvRecord record : reader) {
                SourceRow row =
                        new SourceRow(block.firstLine() + record.getStartingLineNumber() - 1, record.getFields());
                if (!row.isBlank()) {
                    rows.add(row);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the text is in memory
        }
        return rows;
    }

    private boolean isBlank() {
        return fields.stream().allMatch(String::isBlank);
    }

    @Override
    public String toString() {
        return "SourceRow[" + line + "]";
    }
}
