package io.clientele.launcher.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Rows as one sheet of a workbook; written rows leave the memory.
final class XlsxRows implements SampleFile.RowWriter {
    private static final int SHEET_ROWS = 1_048_576;
    private static final int FLUSH_EVERY = 500;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int next;

    XlsxRows(OutputStream out, long rows) {
        if (rows >= SHEET_ROWS) {
            throw new IllegalArgumentException(
                    "a sheet holds at most %d customers, not %d; use csv".formatted(SHEET_ROWS - 1, rows));
        }
        workbook = new Workbook(out, "Clientele", null);
        sheet = workbook.newWorksheet("Customers");
    }

    @Override
    public void write(List<String> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            if (!cells.get(column).isEmpty()) {
                sheet.inlineString(next, column, cells.get(column));
            }
        }
        if (++next % FLUSH_EVERY == 0) {
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
    }
}
