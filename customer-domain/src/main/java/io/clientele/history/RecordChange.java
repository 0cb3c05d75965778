package io.clientele.history;

import io.clientele.schemas.cdc.RowChange;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One change of one record, as it is kept: a row of `record_history`. Prints no value.
///
/// @param id made of the change: the same change has the same id
/// @param customerId whose history it belongs to
/// @param entityType the table, `customer` or `customer_vehicle`
/// @param version of the record after the change, above 0
/// @param fields the columns that changed, in alphabetical order; none where the record is new, gone, or was only
/// touched
/// @param before a JSON object of their values before, as the log has them; null where there are none
/// @param after the same after the change
/// @param beforeVersion of the record before; null for a new one, and where the log did not have the image
/// @param beforeAt when the record had been changed before; null as `beforeVersion`
/// @param lsn position in the log
/// @param operationId null for a record that was removed: its row does not say by what
/// @param operationRow line of the file, where the operation reads one
/// @param actorId who ran the operation; null when it is unknown
/// @param changedAt the record's own time of the change, microseconds; of a removal the time of the commit
public record RecordChange(
        UUID id,
        UUID tenantId,
        UUID customerId,
        String entityType,
        UUID entityId,
        long version,
        Kind kind,
        List<String> fields,
        @Nullable String before,
        @Nullable String after,
        @Nullable Long beforeVersion,
        @Nullable Instant beforeAt,
        long lsn,
        @Nullable UUID operationId,
        @Nullable Long operationRow,
        @Nullable UUID actorId,
        Instant changedAt) {
    private static final Set<String> TABLES = Set.of(RowChange.CUSTOMER, RowChange.VEHICLE);

    /// What happened to the row.
    public enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    public RecordChange {
        fields = List.copyOf(fields);
    }

    /// Whether changes of this table are kept.
    public static boolean concerns(String table) {
        return TABLES.contains(table);
    }

    /// What is to be kept of a change of the log: nothing, one, or one for each of two customers when a vehicle goes
    /// from one to the other. A pure function.
    ///
    /// @throws io.clientele.schemas.MalformedRecordException when the change is not complete
    public static List<RecordChange> of(RowChange change) {
        return concerns(change.table()) ? new ChangeDerivation(change).changes() : List.of();
    }

    @Override
    public String toString() {
        return "RecordChange[%s %s v%d %s %s]".formatted(entityType, entityId, version, kind, fields);
    }
}
