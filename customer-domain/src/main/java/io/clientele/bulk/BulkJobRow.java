package io.clientele.bulk;

import io.clientele.pii.FileCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Reads rows of `bulk_job` and `bulk_row_error`; public for the workers, who lock the row they read.
public final class BulkJobRow {
    private BulkJobRow() {}

    public static BulkJob read(ResultSet row, JsonMapper json) throws SQLException {
        return new BulkJob(
                row.getObject("id", UUID.class),
                row.getObject("operation_id", UUID.class),
                row.getString("kind"),
                row.getString("status"),
                row.getString("phase"),
                row.getBoolean("dry_run"),
                json.readValue(row.getString("options"), ImportOptions.class),
                row.getString("file_reference"),
                row.getLong("file_bytes"),
                row.getBytes("file_key"),
                row.getLong("next_line"),
                row.getLong("next_byte"),
                row.getLong("read_rows"),
                row.getLong("staged_rows"),
                row.getLong("created_rows"),
                row.getLong("updated_rows"),
                row.getLong("unchanged_rows"),
                row.getLong("duplicate_rows"),
                row.getLong("rejected_rows"),
                row.getObject("requested_by", UUID.class),
                row.getTimestamp("requested_at").toInstant(),
                instant(row, "started_at"),
                instant(row, "progress_at"),
                instant(row, "finished_at"),
                row.getString("failure_code"),
                row.getString("failure_message"));
    }

    static BulkRowError readError(ResultSet row, FileCipher cipher) throws SQLException {
        byte @Nullable [] value = row.getBytes("value");
        return new BulkRowError(
                row.getLong("line"),
                row.getInt("ordinal"),
                row.getString("sheet"),
                row.getString("column_name"),
                row.getString("field"),
                value == null ? null : cipher.decrypt(value),
                row.getString("code"),
                row.getString("message"),
                row.getString("hint"),
                row.getString("outcome"),
                row.getObject("customer_id", UUID.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
