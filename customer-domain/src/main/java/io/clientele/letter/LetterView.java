package io.clientele.letter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A dead letter, without the record itself.
///
/// @param topic that the record was on
/// @param partition where it was when it was first sent
/// @param offset where it was when it was first sent
/// @param consumer who could not process it
/// @param cause of the latest failure, in a word
/// @param reason of the latest failure
/// @param key of the record, where that is a UUID: mostly the customer's id
/// @param status as [LetterStatus] says it
/// @param attempts how often it failed, at least 1
/// @param valueBytes length of the record's value
/// @param isComplete whether it can be sent again: one that was too large for a letter can not
public record LetterView(
        UUID deadLetterId,
        String topic,
        int partition,
        long offset,
        String consumer,
        String cause,
        String reason,
        @Nullable UUID key,
        String status,
        int attempts,
        Instant firstFailedAt,
        Instant failedAt,
        int valueBytes,
        boolean isComplete,
        @Nullable Instant decidedAt,
        @Nullable UUID decidedBy,
        @Nullable Instant redrivenAt,
        @Nullable String discardReason) {
    static final String SELECT = """
            select id, topic, source_partition, source_offset, consumer, cause, reason, record_key, status, attempts,
                first_failed_at, failed_at, value_bytes, is_complete, decided_at, decided_by, redriven_at,
                discard_reason, content
            from dead_letter where tenant_id = ?""";

    static LetterView read(ResultSet row, int number) throws SQLException {
        return new LetterView(
                row.getObject("id", UUID.class),
                row.getString("topic"),
                row.getInt("source_partition"),
                row.getLong("source_offset"),
                row.getString("consumer"),
                row.getString("cause"),
                row.getString("reason"),
                row.getObject("record_key", UUID.class),
                row.getString("status"),
                row.getInt("attempts"),
                row.getTimestamp("first_failed_at").toInstant(),
                row.getTimestamp("failed_at").toInstant(),
                row.getInt("value_bytes"),
                row.getBoolean("is_complete"),
                instant(row, "decided_at"),
                row.getObject("decided_by", UUID.class),
                instant(row, "redriven_at"),
                row.getString("discard_reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
