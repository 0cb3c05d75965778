package io.clientele.history;

import io.clientele.pii.SubjectCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// One change of a customer or one of its vehicles, for those who see the customer in full. Prints no value.
///
/// @param entityType `customer` or `customer_vehicle`
/// @param version of the record after the change
/// @param change `created`, `updated`, `deleted`, `restored`, or `purged` for a row that is gone for good
/// @param changedAt when, microseconds
/// @param actorId who; null when it is unknown
/// @param actorRole as what: `admin`, `professional` or `service`; null when it is unknown
/// @param operationId the request or job; null when it is unknown
/// @param operationKind for example `api` or `import`; null when it is unknown
/// @param operationRow line of the file, where the operation reads one
/// @param erased whether the values are gone for ever because the person was erased
/// @param fields what changed, in alphabetical order; none for a new or removed record
@JsonNaming(SnakeCaseStrategy.class)
public record HistoryEntry(
        UUID id,
        String entityType,
        UUID entityId,
        long version,
        String change,
        Instant changedAt,
        @Nullable UUID actorId,
        @Nullable String actorRole,
        @Nullable UUID operationId,
        @Nullable String operationKind,
        @Nullable Long operationRow,
        boolean erased,
        List<FieldChange> fields) {
    public HistoryEntry {
        fields = List.copyOf(fields);
    }

    /// For queries that join the history with something else.
    ///
    /// @param row with the columns of `record_history`, and `operation_kind` and `actor_role`; of `fields` only
    ///     those that are to be told
    /// @param cipher of the customer whose history it is; null to leave personal values out
    /// @param erased whether that customer was erased: there are no values then
    public static HistoryEntry read(ResultSet row, @Nullable SubjectCipher cipher, boolean erased) throws SQLException {
        return HistoryRow.read(row, 0).entry(cipher, erased, null);
    }

    /// One field's change.
    ///
    /// @param from the value before; null for none, for one that was erased, and for another customer's
    /// @param to the value after; null for none and for one that was erased
    public record FieldChange(
            String field, @Nullable JsonNode from, @Nullable JsonNode to) {
        @Override
        public String toString() {
            return field;
        }
    }

    @Override
    public String toString() {
        return "HistoryEntry[%s %s v%d %s %s]".formatted(entityType, entityId, version, change, fields);
    }
}
