package io.clientele.api.bulk;

/// A value as one cell of a CSV file (RFC 4180) that a spreadsheet will not run as a formula (OWASP, CSV injection):
/// where it would, an apostrophe goes in front. Rows of the original file come guarded like that from the worker.
final class CsvCell {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private CsvCell() {}

    static String of(String value, char delimiter) {
        String safe = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean plain = safe.indexOf(delimiter) < 0
                && safe.indexOf('"') < 0
                && safe.indexOf('\n') < 0
                && safe.indexOf('\r') < 0;
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
