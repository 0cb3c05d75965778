package io.clientele.ingest.csv;

import java.util.List;

/// Writes records for people to open in a spreadsheet: a value that one would take for a formula gets a leading
/// apostrophe (OWASP, CSV injection), which [#unguarded] takes away again.
public final class CsvText {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private CsvText() {}

    /// One record, without a line end, in the file's own dialect.
    ///
    /// @param width pads with empty fields up to this many
    public static String record(List<String> fields, CsvDialect dialect, int width) {
        StringBuilder text = new StringBuilder(32 * Math.max(1, fields.size()));
        for (int i = 0; i < Math.max(width, fields.size()); i++) {
            if (i > 0) {
                text.append(dialect.delimiter());
            }
            if (i < fields.size()) {
                append(text, guarded(fields.get(i)), dialect);
            }
        }
        return text.toString();
    }

    /// A value without the apostrophe that guards it; only one, and only before what needs a guard.
    public static String unguarded(String value) {
        return value.length() > 1 && value.charAt(0) == '\'' && FORMULA_STARTS.indexOf(value.charAt(1)) >= 0
                ? value.substring(1)
                : value;
    }

    private static String guarded(String value) {
        return !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    private static void append(StringBuilder text, String value, CsvDialect dialect) {
        if (!needsQuotes(value, dialect)) {
            text.append(value);
            return;
        }
        text.append(dialect.quote());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == dialect.quote()) {
                text.append(c);
            }
            text.append(c);
        }
        text.append(dialect.quote());
    }

    private static boolean needsQuotes(String value, CsvDialect dialect) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == dialect.delimiter() || c == dialect.quote() || c == '\n' || c == '\r') {
                return true;
            }
        }
        return !value.isEmpty()
                && (Character.isWhitespace(value.charAt(0))
                        || Character.isWhitespace(value.charAt(value.length() - 1)));
    }
}
