package io.clientele.launcher.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Rows as RFC 4180 lines.
final class CsvRows implements SampleFile.RowWriter {
    private final CsvWriter csv;

    CsvRows(OutputStream out) {
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16));
    }

    @Override
    public void write(List<String> cells) {
        csv.writeRecord(cells);
    }

    @Override
    public void close() throws IOException {
        csv.flush();
    }
}
