package io.clientele.ingest.imports;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes rejected rows and their errors, many with one statement (row-level security forbids COPY there).
final class RejectedRows {
    private static final String ERRORS = """
            insert into bulk_row_error (tenant_id, job_id, line, ordinal, outcome, column_name, field, value, code, message,
                                        hint)
            select ?, ?, e.line, e.ordinal, 'rejected', e.column_name, e.field, e.value, e.code, e.message, e.hint
            from unnest(?::bigint[], ?::smallint[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[])
                as e (line, ordinal, column_name, field, value, code, message, hint)""";
    private static final String ROWS = """
            insert into bulk_failed_row (tenant_id, job_id, line, record)
            select ?, ?, r.line, r.record from unnest(?::bigint[], ?::bytea[]) as r (line, record)""";

    private RejectedRows() {}

    static void write(Connection connection, ImportSource source, List<RowOutcome.Rejected> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        writeErrors(connection, source, rows);
        try (PreparedStatement insert = connection.prepareStatement(ROWS)) {
            insert.setObject(1, source.tenantId().value());
            insert.setObject(2, source.jobId());
            array(
                    insert,
                    3,
                    "bigint",
                    rows.stream().map(RowOutcome.Rejected::line).toArray());
            array(
                    insert,
                    4,
                    "bytea",
                    rows.stream().map(RowOutcome.Rejected::record).toArray(byte[][]::new));
            insert.executeUpdate();
        }
    }

    private static void writeErrors(Connection connection, ImportSource source, List<RowOutcome.Rejected> rows)
            throws SQLException {
        List<Long> lines = new ArrayList<>();
        List<Integer> ordinals = new ArrayList<>();
        List<RowOutcome.RowError> errors = new ArrayList<>();
        for (RowOutcome.Rejected row : rows) {
            for (int ordinal = 0; ordinal < row.errors().size(); ordinal++) {
                lines.add(row.line());
                ordinals.add(ordinal);
                errors.add(row.errors().get(ordinal));
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(ERRORS)) {
            insert.setObject(1, source.tenantId().value());
            insert.setObject(2, source.jobId());
            array(insert, 3, "bigint", lines.toArray());
            array(insert, 4, "smallint", ordinals.toArray());
            array(insert, 5, "text", texts(errors, RowOutcome.RowError::column));
            array(insert, 6, "text", texts(errors, RowOutcome.RowError::field));
            array(
                    insert,
                    7,
                    "bytea",
                    errors.stream().map(RowOutcome.RowError::value).toArray(byte[][]::new));
            array(insert, 8, "text", texts(errors, error -> error.code().name()));
            array(insert, 9, "text", texts(errors, error -> error.code().message()));
            array(insert, 10, "text", texts(errors, RowOutcome.RowError::hint));
            insert.executeUpdate();
        }
    }

    private interface Text {
        @Nullable
        String of(RowOutcome.RowError error);
    }

    private static @Nullable String[] texts(List<RowOutcome.RowError> errors, Text text) {
        return errors.stream().map(text::of).toArray(String[]::new);
    }

    private static void array(PreparedStatement statement, int position, String type, @Nullable Object[] values)
            throws SQLException {
        Array array = statement.getConnection().createArrayOf(type, values);
        statement.setArray(position, array);
    }
}
