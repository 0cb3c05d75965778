package io.clientele.stream.event;

import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.Row;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.event.CustomerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tables whose changes are events, and how. Pure functions of the change.
enum EventSource {
    CUSTOMER("r") {
        @Override
        @Nullable
        CustomerEvent event(RowChange change, boolean known) {
            Row after = change.after();
            if (after == null) {
                // Rows of customers deleted before are only cleaned away.
                return change.row().has("deleted_at")
                        ? null
                        : new CustomerEvent.Deleted(change.entityId(), version(change));
            }
            return switch (change.kind()) {
                case CREATE -> known ? updated(after, List.of()) : created(after);
                case READ -> known ? updated(after, List.of()) : firstSeen(after);
                case UPDATE -> change.before() == null ? updated(after, List.of()) : compared(change.before(), after);
                case DELETE -> null;
            };
        }
    },
    VEHICLE("v") {
        @Override
        @Nullable
        CustomerEvent event(RowChange change, boolean known) {
            Row after = change.after();
            if (known || after == null || after.has("removed_at") || change.kind() == ChangeKind.UPDATE) {
                return null;
            }
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
    },
    OWNERSHIP("o") {
        @Override
        @Nullable
        CustomerEvent event(RowChange change, boolean known) {
            Row after = change.after();
            if (after == null) {
                return null;
            }
            return new CustomerEvent.OwnershipTransferred(
                    after.requireUuid("customer_id"),
                    after.requireUuid("id"),
                    after.uuid("previous_owner_id"),
                    after.requireUuid("new_owner_id"),
                    after.requireUuid("transferred_by"));
        }
    },
    ACTIVITY("a") {
        @Override
        @Nullable
        CustomerEvent event(RowChange change, boolean known) {
            Row after = change.after();
            if (after == null) {
                return null;
            }
            return new CustomerEvent.ActivityLogged(
                    after.requireUuid("customer_id"),
                    after.requireUuid("id"),
                    after.requireText("activity_type"),
                    after.uuid("professional_id"),
                    after.text("related_entity_type"),
                    after.uuid("related_entity_id"),
                    after.uuid("created_by"));
        }
    };

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

    private final String code;

    EventSource(String code) {
        this.code = code;
    }

    /// One letter that keeps the entities of different tables apart in the store.
    String code() {
        return code;
    }

    /// Null for a table whose changes are no events.
    static @Nullable EventSource of(String table) {
        return switch (table) {
            case RowChange.CUSTOMER -> CUSTOMER;
            case RowChange.VEHICLE -> VEHICLE;
            case RowChange.OWNERSHIP_HISTORY -> OWNERSHIP;
            case RowChange.ACTIVITY -> ACTIVITY;
            default -> null;
        };
    }

    /// The event of the change, or null when it means nothing to the outside.
    ///
    /// @param known whether an earlier version of the row was seen
    abstract @Nullable CustomerEvent event(RowChange change, boolean known);

    /// The version of the row after the change; rows that never change have 1, and deleting is one version more.
    long version(RowChange change) {
        return switch (this) {
            case CUSTOMER, VEHICLE ->
                change.row().requireNumber("version") + (change.kind() == ChangeKind.DELETE ? 1 : 0);
            case OWNERSHIP, ACTIVITY -> 1;
        };
    }

    /// When it happened, by the row, so that deriving again gives the same time.
    static Instant time(RowChange change, CustomerEvent event) {
        Row row = change.row();
        return switch (event) {
            case CustomerEvent.Created created -> row.requireInstant("created_at");
            case CustomerEvent.Updated updated -> row.requireInstant("updated_at");
            case CustomerEvent.Deleted deleted ->
                Objects.requireNonNullElse(row.instant("deleted_at"), change.committedAt());
            case CustomerEvent.Restored restored -> row.requireInstant("updated_at");
            case CustomerEvent.OwnershipTransferred transferred -> row.requireInstant("transferred_at");
            case CustomerEvent.VehicleAdded added -> row.requireInstant("created_at");
            case CustomerEvent.ActivityLogged logged -> row.requireInstant("created_at");
        };
    }

    private static @Nullable CustomerEvent firstSeen(Row after) {
        return after.has("deleted_at") ? null : created(after);
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
