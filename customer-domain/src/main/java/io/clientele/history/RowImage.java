package io.clientele.history;

import io.clientele.schemas.Json;
import io.clientele.schemas.cdc.Row;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A row of a query in the form that the log has: bytes as base64, times as ISO 8601.
final class RowImage {
    private RowImage() {}

    /// All columns that are not null.
    static Row read(ResultSet row, int number) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            Object value = row.getObject(column);
            if (value != null) {
                values.put(columns.getColumnLabel(column), written(value));
            }
        }
        return new Row(Json.tree(values));
    }

    private static Object written(Object value) throws SQLException {
        return switch (value) {
            case Timestamp at -> at.toInstant().toString();
            case UUID id -> id.toString();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Array array -> array.getArray();
            default -> value;
        };
    }
}
