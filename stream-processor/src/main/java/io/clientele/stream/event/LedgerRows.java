package io.clientele.stream.event;

import io.clientele.schemas.cdc.Row;
import io.clientele.schemas.event.CustomerEvent;
import java.util.UUID;

/// Which event a row is that is written once and never changes, or, of an operation, whose end is written once.
final class LedgerRows {
    private LedgerRows() {}

    static CustomerEvent ownership(Row row) {
        return new CustomerEvent.OwnershipTransferred(
                row.requireUuid("customer_id"),
                row.requireUuid("id"),
                row.uuid("previous_owner_id"),
                row.requireUuid("new_owner_id"),
                row.requireUuid("transferred_by"));
    }

    static CustomerEvent activity(Row row) {
        return new CustomerEvent.ActivityLogged(
                row.requireUuid("customer_id"),
                row.requireUuid("id"),
                row.requireText("activity_type"),
                row.uuid("professional_id"),
                row.text("related_entity_type"),
                row.uuid("related_entity_id"),
                row.uuid("created_by"));
    }

    static CustomerEvent consent(Row row) {
        return new CustomerEvent.ConsentChanged(
                row.requireUuid("customer_id"),
                row.requireUuid("id"),
                row.requireText("purpose"),
                row.flag("given"),
                row.requireText("channel"),
                row.text("wording_version"),
                row.uuid("recorded_by"));
    }

    static CustomerEvent merge(Row row) {
        UUID customer = row.requireUuid("customer_id");
        UUID merged = row.requireUuid("merged_customer_id");
        UUID by = row.requireUuid("decided_by");
        UUID undone = row.uuid("undoes_id");
        return undone == null
                ? new CustomerEvent.Merged(customer, row.requireUuid("id"), merged, by)
                : new CustomerEvent.Unmerged(customer, undone, merged, by);
    }

    static CustomerEvent erasure(Row row) {
        return new CustomerEvent.Erased(
                row.requireUuid("customer_id"), row.requireUuid("id"), row.requireUuid("erased_by"));
    }

    static CustomerEvent importEnd(Row row) {
        return new CustomerEvent.ImportCompleted(
                row.requireUuid("id"),
                row.requireText("status"),
                row.requireNumber("changed_rows"),
                row.requireInstant("started_at"));
    }

    /// Whether an operation's row is that of an import that is over.
    static boolean isImportEnd(Row row) {
        return "import".equals(row.text("kind")) && !"running".equals(row.text("status"));
    }
}
