package io.clientele.stream.event;

import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.Row;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.event.CustomerEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which event a change of a vehicle, or of who keeps it, is. A vehicle's row is keyed by the customer who has it now:
/// it tells what is new with that customer. That a vehicle left is told by the row of keepers that ends, which is keyed
/// by the customer whom it leaves.
final class VehicleChanges {
    /// Columns that say how a row was written and not what it says; the keyed hashes repeat their field.
    private static final Set<String> BOOKKEEPING = Set.of(
            "tenant_id",
            "id",
            "customer_id",
            "version",
            "operation_id",
            "operation_row",
            "created_at",
            "updated_at",
            "removed_at",
            "vin_index",
            "license_plate_index");

    private VehicleChanges() {}

    /// @param known whether an earlier version of the row was seen with this customer
    static @Nullable CustomerEvent event(RowChange change, boolean known) {
        Row after = change.after();
        if (after == null || after.has("removed_at")) {
            return null;
        }
        return switch (change.kind()) {
            case CREATE, READ -> known ? updated(after, List.of()) : added(after);
            case UPDATE -> change.before() == null ? updated(after, List.of()) : compared(change.before(), after);
            case DELETE -> null;
        };
    }

    /// The end of a time of keeping that is known to have begun: rows that were written with their end tell of a past
    /// that had no events.
    ///
    /// @param known whether the row was seen before it ended
    static @Nullable CustomerEvent ofKeeper(RowChange change, boolean known) {
        Row after = change.after();
        boolean mayHaveEnded = change.kind() == ChangeKind.UPDATE || change.kind() == ChangeKind.READ && known;
        if (after == null || !after.has("until_at") || !mayHaveEnded) {
            return null;
        }
        Row before = change.before();
        if (before != null && before.has("until_at")) {
            return null;
        }
        // A transfer has a reason, a removal has none.
        return new CustomerEvent.VehicleRemoved(
                after.requireUuid("customer_id"), after.requireUuid("vehicle_id"), after.has("end_reason"));
    }

    private static @Nullable CustomerEvent compared(Row before, Row after) {
        boolean isNewHere = !before.requireUuid("customer_id").equals(after.requireUuid("customer_id"));
        if (isNewHere || before.has("removed_at")) {
            return added(after);
        }
        List<String> changed = after.changedColumns(before).stream()
                .filter(column -> !BOOKKEEPING.contains(column))
                .toList();
        return changed.isEmpty() ? null : updated(after, changed);
    }

    private static CustomerEvent added(Row after) {
        return new CustomerEvent.VehicleAdded(
                after.requireUuid("customer_id"),
                after.requireUuid("id"),
                after.requireNumber("version"),
                after.requireText("make"),
                after.requireText("model"),
                Math.toIntExact(after.requireNumber("year")),
                after.requireText("status"),
                after.flag("is_primary"));
    }

    private static CustomerEvent updated(Row after, List<String> changedFields) {
        return new CustomerEvent.VehicleUpdated(
                after.requireUuid("customer_id"),
                after.requireUuid("id"),
                after.requireNumber("version"),
                changedFields);
    }
}
