package io.clientele.stream.event;

import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.Row;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.event.CustomerEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tables whose changes are events, and how. Pure functions of the change.
enum EventSource {
    CUSTOMER("r", true, CustomerChanges::event),
    VEHICLE("v", true, VehicleChanges::event),
    VEHICLE_KEEPER("k", true, VehicleChanges::ofKeeper),
    OWNERSHIP("o", LedgerRows::ownership),
    ACTIVITY("a", LedgerRows::activity),
    CONSENT("s", LedgerRows::consent),
    MERGE("m", LedgerRows::merge),
    ERASURE("e", LedgerRows::erasure),
    IMPORT("i", LedgerRows::importEnd);

    private final String code;
    private final boolean versioned;
    private final Derivation derivation;

    /// The event of a change, or null when it means nothing to the outside.
    private interface Derivation {
        /// @param known whether an earlier version of the row was seen
        @Nullable
        CustomerEvent event(RowChange change, boolean known);
    }

    EventSource(String code, boolean versioned, Derivation derivation) {
        this.code = code;
        this.versioned = versioned;
        this.derivation = derivation;
    }

    /// @param rows what the row is, once it is there; taking it away is no event
    EventSource(String code, Function<Row, CustomerEvent> rows) {
        this(code, false, (change, known) -> {
            Row after = change.after();
            return after == null ? null : rows.apply(after);
        });
    }

    /// One letter that keeps the entities of different tables apart in the store.
    String code() {
        return code;
    }

    /// Null for a change that is no event, whatever was seen before.
    static @Nullable EventSource of(RowChange change) {
        return switch (change.table()) {
            case RowChange.CUSTOMER -> CUSTOMER;
            case RowChange.VEHICLE -> VEHICLE;
            case RowChange.VEHICLE_KEEPER -> VEHICLE_KEEPER;
            case RowChange.OWNERSHIP_HISTORY -> OWNERSHIP;
            case RowChange.ACTIVITY -> ACTIVITY;
            case RowChange.CONSENT -> CONSENT;
            case RowChange.MERGE -> MERGE;
            case RowChange.ERASURE -> ERASURE;
            // Most operations are single requests: the store is not to remember each of them.
            case RowChange.OPERATION -> LedgerRows.isImportEnd(change.row()) ? IMPORT : null;
            default -> null;
        };
    }

    /// The event of the change, or null when it means nothing to the outside.
    ///
    /// @param known whether an earlier version of the row was seen
    @Nullable
    CustomerEvent event(RowChange change, boolean known) {
        return derivation.event(change, known);
    }

    /// The version of the row after the change; rows that never change have 1, and deleting is one version more.
    long version(RowChange change) {
        return versioned ? change.row().requireNumber("version") + (change.kind() == ChangeKind.DELETE ? 1 : 0) : 1;
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
            // One that another customer had is older than its time with this one.
            case CustomerEvent.VehicleAdded added ->
                row.requireInstant(change.kind() == ChangeKind.UPDATE ? "updated_at" : "created_at");
            case CustomerEvent.VehicleUpdated updated -> row.requireInstant("updated_at");
            case CustomerEvent.VehicleRemoved removed -> row.requireInstant("until_at");
            case CustomerEvent.ActivityLogged logged -> row.requireInstant("created_at");
            case CustomerEvent.ConsentChanged changed -> row.requireInstant("recorded_at");
            case CustomerEvent.Merged merged -> row.requireInstant("decided_at");
            case CustomerEvent.Unmerged unmerged -> row.requireInstant("decided_at");
            case CustomerEvent.Erased erased -> row.requireInstant("erased_at");
            case CustomerEvent.ImportCompleted completed -> row.requireInstant("finished_at");
        };
    }
}
