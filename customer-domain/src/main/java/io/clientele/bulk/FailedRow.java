package io.clientele.bulk;

import java.util.List;

/// A row that was not imported, as it stood in the file (in CSV, padded to the header's width), and why. Prints no row.
public record FailedRow(long line, String record, List<BulkRowError> errors) {
    @Override
    public String toString() {
        return "FailedRow[line=" + line + "]";
    }
}
