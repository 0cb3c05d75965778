package io.clientele.schemas.cdc;

import io.clientele.schemas.MalformedRecordException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One change of one row, in the order of the WAL per key. The key of the Kafka record is [#key()].
///
/// @param table the table's name; the root's for a partitioned table
/// @param kind what happened
/// @param before the row before; null for an insert and a snapshot read
/// @param after the row after; null for a delete
/// @param lsn WAL position of the change, above 0; ordered only within its transaction and key
/// @param transactionId PostgreSQL's transaction id
/// @param committedAt when the transaction committed, by the server's clock
/// @param operationKind kind of the operation that the row names, for example `import`; null when it is unknown
/// @param actorId who ran that operation; null when it is unknown
/// @param traceparent W3C trace context of the request that began the operation; null where it had none
public record RowChange(
        String table,
        ChangeKind kind,
        @Nullable Row before,
        @Nullable Row after,
        long lsn,
        long transactionId,
        Instant committedAt,
        @Nullable String operationKind,
        @Nullable UUID actorId,
        @Nullable String traceparent) {
    /// Names of the tables that are published.
    public static final String CUSTOMER = "customer";

    public static final String OPERATION = "operation";
    public static final String OWNERSHIP_HISTORY = "customer_ownership_history";
    public static final String VEHICLE = "customer_vehicle";
    public static final String VEHICLE_KEEPER = "customer_vehicle_keeper";
    public static final String ACTIVITY = "customer_activity";
    public static final String CONSENT = "consent";
    public static final String REFERRAL = "referral";
    public static final String MERGE = "customer_merge";
    public static final String ERASURE = "customer_erasure";

    public RowChange {
        if (before == null && after == null) {
            throw new MalformedRecordException("a change without any row image");
        }
    }

    /// The newest image there is: after, or before for a delete.
    public Row row() {
        if (after != null) {
            return after;
        }
        if (before != null) {
            return before;
        }
        throw new MalformedRecordException("a change without any row image");
    }

    public UUID tenantId() {
        return row().requireUuid("tenant_id");
    }

    /// The operation that made the change; an operation's own row names itself.
    public UUID operationId() {
        return row().requireUuid(table.equals(OPERATION) ? "id" : "operation_id");
    }

    /// The row's own id.
    public UUID entityId() {
        return row().requireUuid("id");
    }

    /// The customer whose record the row belongs to; null for an operation.
    public @Nullable UUID customerId() {
        return switch (table) {
            case CUSTOMER -> entityId();
            case OPERATION -> null;
            default -> row().requireUuid("customer_id");
        };
    }

    /// The Kafka key: the customer's id, or the operation's.
    public String key() {
        UUID customerId = customerId();
        return (customerId == null ? entityId() : customerId).toString();
    }
}
