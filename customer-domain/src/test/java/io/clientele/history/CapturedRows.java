package io.clientele.history;

import io.clientele.domain.TestDomain;
import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.Row;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.tenant.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Fills the history as capture and sink do, without them: compares a row with the image that it saw last, and sends
/// the change through the same derivation to the same table, twice. For tests, also of the gateway.
public final class CapturedRows {
    private static final AtomicLong LSN = new AtomicLong(1_000);

    private final TestDomain stream;
    private final Map<UUID, Row> seen = new HashMap<>();

    /// @param stream as the stream's role
    public CapturedRows(TestDomain stream) {
        this.stream = stream;
    }

    /// To be called after each write of a customer.
    public void customer(TenantId tenantId, UUID id) {
        capture(tenantId, RowChange.CUSTOMER, id);
    }

    /// To be called after each write of a vehicle.
    public void vehicle(TenantId tenantId, UUID id) {
        capture(tenantId, RowChange.VEHICLE, id);
    }

    private void capture(TenantId tenantId, String table, UUID id) {
        Row now = stream.transactions
                .read(
                        tenantId,
                        () -> stream.jdbc.query(
                                "select * from " + table + " where tenant_id = ? and id = ?",
                                RowImage::read,
                                tenantId.value(),
                                id))
                .getFirst();
        @Nullable Row before = seen.put(id, now);
        List<RecordChange> changes = RecordChange.of(change(tenantId, table, before, now));
        stream.records.append(tenantId, changes);
        if (stream.records.append(tenantId, changes) != 0) {
            throw new AssertionError("a change that was sent again is in the history twice");
        }
    }

    private RowChange change(TenantId tenantId, String table, @Nullable Row before, Row now) {
        Map<String, Object> operation = stream.transactions.read(
                tenantId,
                () -> stream.jdbc.queryForMap(
                        "select kind, actor_id from operation where tenant_id = ? and id = ?",
                        tenantId.value(),
                        now.requireUuid("operation_id")));
        Instant at = now.requireInstant("updated_at");
        return new RowChange(
                table,
                before == null ? ChangeKind.CREATE : ChangeKind.UPDATE,
                before,
                now,
                LSN.incrementAndGet(),
                1,
                at,
                Objects.toString(operation.get("kind")),
                (UUID) operation.get("actor_id"),
                null);
    }
}
