package io.clientele.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.schemas.Json;
import io.clientele.schemas.cdc.Row;
import io.clientele.schemas.cdc.RowChange;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// A row of `record_history` with its operation, as it is read.
record HistoryRow(
        UUID id,
        String entityType,
        UUID entityId,
        long version,
        String kind,
        List<String> fields,
        Row before,
        Row after,
        @Nullable Long beforeVersion,
        @Nullable Instant beforeAt,
        long lsn,
        @Nullable UUID operationId,
        @Nullable Long operationRow,
        @Nullable UUID actorId,
        @Nullable String actorRole,
        @Nullable String operationKind,
        Instant changedAt) {
    /// Says that the record was deleted softly; told as the kind of change and not as a field.
    private static final Map<String, String> DELETED =
            Map.of(RowChange.CUSTOMER, "deleted_at", RowChange.VEHICLE, "removed_at");

    static HistoryRow read(ResultSet row, int number) throws SQLException {
        Array fields = row.getArray("fields");
        Timestamp beforeAt = row.getTimestamp("before_at");
        return new HistoryRow(
                row.getObject("id", UUID.class),
                row.getString("entity_type"),
                row.getObject("entity_id", UUID.class),
                row.getLong("version"),
                row.getString("kind"),
                List.of((String[]) Objects.requireNonNull(fields).getArray()),
                values(row.getString("before")),
                values(row.getString("after")),
                row.getObject("before_version", Long.class),
                beforeAt == null ? null : beforeAt.toInstant(),
                row.getLong("lsn"),
                row.getObject("operation_id", UUID.class),
                row.getObject("operation_row", Long.class),
                row.getObject("actor_id", UUID.class),
                row.getString("actor_role"),
                row.getString("operation_kind"),
                row.getTimestamp("changed_at").toInstant());
    }

    private static Row values(@Nullable String json) {
        return new Row(Json.read((json == null ? "{}" : json).getBytes(UTF_8)));
    }

    boolean isInsert() {
        return kind.equals("insert");
    }

    /// @param cipher of the customer; null for one who was erased
    /// @param only the one field that is asked for; null for all
    HistoryEntry entry(@Nullable SubjectCipher cipher, @Nullable String only) {
        return entry(cipher, cipher == null, only);
    }

    /// @param cipher of the customer; null to leave personal values out
    /// @param erased leaves all values out
    HistoryEntry entry(@Nullable SubjectCipher cipher, boolean erased, @Nullable String only) {
        List<HistoryEntry.FieldChange> changes = new ArrayList<>();
        for (String field : fields) {
            if (!field.equals(DELETED.get(entityType)) && (only == null || only.equals(field))) {
                changes.add(
                        erased
                                ? new HistoryEntry.FieldChange(field, null, null)
                                : new HistoryEntry.FieldChange(
                                        field, from(cipher, field), value(cipher, after, field)));
            }
        }
        return new HistoryEntry(
                id,
                entityType,
                entityId,
                version,
                change(),
                changedAt,
                actorId,
                actorRole,
                operationId,
                operationKind,
                operationRow,
                erased,
                changes);
    }

    private String change() {
        String deleted = DELETED.getOrDefault(entityType, "");
        return switch (kind) {
            case "insert" -> "created";
            case "delete" -> "purged";
            default -> {
                if (!fields.contains(deleted)) {
                    yield "updated";
                }
                yield after.has(deleted) ? "deleted" : "restored";
            }
        };
    }

    /// What a vehicle brought along from another customer is that customer's, and sealed with their key.
    private @Nullable JsonNode from(@Nullable SubjectCipher cipher, String field) {
        boolean isAnothers = fields.contains(ChangeDerivation.CUSTOMER_ID)
                && PiiField.of(entityType, field).isPresent();
        return isAnothers ? null : value(cipher, before, field);
    }

    private @Nullable JsonNode value(@Nullable SubjectCipher cipher, Row image, String field) {
        if (!image.has(field)) {
            return null;
        }
        Optional<PiiField> personal = PiiField.of(entityType, field);
        if (personal.isEmpty()) {
            return image.json().get(field);
        }
        return cipher == null
                ? null
                : StringNode.valueOf(cipher.decrypt(personal.get(), Objects.requireNonNull(image.bytes(field))));
    }
}
