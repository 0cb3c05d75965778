package io.clientele.stream.event;

import io.clientele.schemas.cdc.Row;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.event.CustomerEvent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which event a change of a customer's own row is. A pure function of the change.
final class CustomerChanges {
    /// Columns that say how a row was written and not what it says; the keyed hashes repeat their field.
    private static final Set<String> BOOKKEEPING = Set.of(
            "tenant_id",
            "id",
            "version",
            "operation_id",
            "operation_row",
            "created_at",
            "updated_at",
            "deleted_at",
            "email_index",
            "phone_index");

    /// The owner's change is told by the row of the ownership history.
    private static final String OWNER = "owner_professional_id";

    private CustomerChanges() {}

    /// @param known whether an earlier version of the row was seen
    static @Nullable CustomerEvent event(RowChange change, boolean known) {
        Row after = change.after();
        if (after == null) {
            // Rows of customers deleted before are only cleaned away.
            return change.row().has("deleted_at")
                    ? null
                    : new CustomerEvent.Deleted(change.entityId(), change.row().requireNumber("version") + 1);
        }
        return switch (change.kind()) {
            case CREATE -> known ? updated(after, List.of()) : created(after);
            case READ -> known ? seenAgain(after) : firstSeen(after);
            case UPDATE -> change.before() == null ? updated(after, List.of()) : compared(change.before(), after);
            case DELETE -> null;
        };
    }

    private static @Nullable CustomerEvent firstSeen(Row after) {
        return after.has("deleted_at") ? null : created(after);
    }

    /// By a snapshot that makes up for lost changes: that it was changed is known, but not how.
    private static CustomerEvent seenAgain(Row after) {
        return after.has("deleted_at")
                ? new CustomerEvent.Deleted(after.requireUuid("id"), after.requireNumber("version"))
                : updated(after, List.of());
    }

    private static CustomerEvent created(Row after) {
        return new CustomerEvent.Created(
                after.requireUuid("id"),
                after.requireNumber("version"),
                after.requireText("status"),
                after.requireText("country"),
                after.text("source"),
                after.uuid(OWNER),
                after.number("operation_row"));
    }

    private static @Nullable CustomerEvent compared(Row before, Row after) {
        UUID id = after.requireUuid("id");
        long version = after.requireNumber("version");
        if (before.has("deleted_at") != after.has("deleted_at")) {
            return after.has("deleted_at")
                    ? new CustomerEvent.Deleted(id, version)
                    : new CustomerEvent.Restored(id, version);
        }
        List<String> changed = after.changedColumns(before).stream()
                .filter(column -> !BOOKKEEPING.contains(column))
                .toList();
        return changed.isEmpty() || changed.equals(List.of(OWNER)) ? null : updated(after, changed);
    }

    private static CustomerEvent updated(Row after, List<String> changedFields) {
        return new CustomerEvent.Updated(
                after.requireUuid("id"), after.requireNumber("version"), changedFields, after.number("operation_row"));
    }
}
