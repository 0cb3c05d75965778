package io.clientele.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.Row;
import io.clientele.schemas.cdc.RowChange;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Which rows of the history follow from a change of a row of the log.
///
/// @param change of a table that is kept
record ChangeDerivation(RowChange change) {
    static final String CUSTOMER_ID = "customer_id";
    /// What the log has in place of a long value that an update left alone, where the old image does not give it.
    private static final String UNCHANGED = "__debezium_unavailable_value";
    /// The same in a `bytea` column.
    private static final String UNCHANGED_BYTES = Base64.getEncoder().encodeToString(UNCHANGED.getBytes(UTF_8));
    /// Columns that say how a row was written, and keyed hashes, which repeat their field.
    private static final Set<String> BOOKKEEPING = Set.of(
            "tenant_id",
            "id",
            "version",
            "operation_id",
            "operation_row",
            "created_at",
            "updated_at",
            "email_index",
            "phone_index",
            "vin_index",
            "license_plate_index");

    List<RecordChange> changes() {
        Row before = change.before();
        Row after = change.after();
        if (after == null) {
            return List.of(removed());
        }
        if (change.kind() == ChangeKind.UPDATE) {
            return before == null ? List.of(touched(after)) : updated(before, after);
        }
        // A snapshot reads rows that are there: new ones only are a change that is known.
        boolean isNew = change.kind() == ChangeKind.CREATE || version(after) == 1;
        return isNew ? List.of(created(after)) : List.of();
    }

    /// No values: until the next change they are in the record, and after it in that change's before image.
    private RecordChange created(Row after) {
        return row(after, RecordChange.Kind.INSERT, customerId(), List.of(), null, after.requireInstant("updated_at"));
    }

    /// An update whose old image is missing: known to have been, but not what it changed.
    private RecordChange touched(Row after) {
        return row(after, RecordChange.Kind.UPDATE, customerId(), List.of(), null, after.requireInstant("updated_at"));
    }

    private List<RecordChange> updated(Row before, Row after) {
        List<String> fields = after.changedColumns(before).stream()
                .filter(column -> !BOOKKEEPING.contains(column))
                .filter(column -> !isUnchanged(after.json().get(column)))
                .toList();
        Instant at = after.requireInstant("updated_at");
        RecordChange update = row(after, RecordChange.Kind.UPDATE, customerId(), fields, before, at);
        UUID from = before.uuid(CUSTOMER_ID);
        if (from == null || from.equals(customerId())) {
            return List.of(update);
        }
        // The customer who had it learns that it left, and nothing of what became of it.
        return List.of(update, row(after, RecordChange.Kind.UPDATE, from, List.of(CUSTOMER_ID), before, at));
    }

    /// The row says which operation wrote it last, and not which removed it.
    private RecordChange removed() {
        Row row = change.row();
        long version = version(row) + 1;
        return new RecordChange(
                HistoryId.of(change, customerId(), version, change.committedAt()),
                change.tenantId(),
                customerId(),
                change.table(),
                change.entityId(),
                version,
                RecordChange.Kind.DELETE,
                List.of(),
                null,
                null,
                version(row),
                row.requireInstant("updated_at"),
                change.lsn(),
                null,
                null,
                null,
                change.committedAt());
    }

    private RecordChange row(
            Row after, RecordChange.Kind kind, UUID customerId, List<String> fields, @Nullable Row before, Instant at) {
        long version = version(after);
        return new RecordChange(
                kind == RecordChange.Kind.INSERT
                        ? HistoryId.ofFirst(change, customerId, at)
                        : HistoryId.of(change, customerId, version, at),
                change.tenantId(),
                customerId,
                change.table(),
                change.entityId(),
                version,
                kind,
                fields,
                fields.isEmpty() || before == null ? null : values(before, fields),
                fields.isEmpty() ? null : values(after, fields),
                before == null ? null : version(before),
                before == null ? null : before.requireInstant("updated_at"),
                change.lsn(),
                change.operationId(),
                after.number("operation_row"),
                change.actorId(),
                at);
    }

    private UUID customerId() {
        UUID customerId = change.customerId();
        return customerId == null ? change.entityId() : customerId;
    }

    private static long version(Row row) {
        return row.requireNumber("version");
    }

    /// A null value is a member, too: it says that there was none.
    private static String values(Row row, List<String> fields) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        for (String field : fields) {
            JsonNode value = row.json().get(field);
            values.set(field, value == null ? NullNode.getInstance() : value);
        }
        return values.toString();
    }

    private static boolean isUnchanged(@Nullable JsonNode value) {
        if (value == null) {
            return false;
        }
        JsonNode text = value.isArray() && value.size() == 1 ? value.get(0) : value;
        return text.isString()
                && (text.asString().equals(UNCHANGED) || text.asString().equals(UNCHANGED_BYTES));
    }
}
