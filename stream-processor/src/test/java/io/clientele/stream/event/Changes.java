package io.clientele.stream.event;

import io.clientele.schemas.Json;
import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.Row;
import io.clientele.schemas.cdc.RowChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Row changes as capture publishes them, for tests.
public final class Changes {
    public static final UUID TENANT = new UUID(1, 1);
    public static final UUID CUSTOMER = new UUID(2, 2);
    public static final UUID OPERATION = new UUID(3, 3);
    public static final UUID ACTOR = new UUID(4, 4);
    public static final Instant TIME = Instant.parse("2026-11-22T08:00:00.123456Z");
    public static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final AtomicLong LSN = new AtomicLong(1000);

    private Changes() {}

    public static RowChange created(String kind) {
        return change(RowChange.CUSTOMER, ChangeKind.CREATE, null, customer(1, Map.of()), kind);
    }

    public static RowChange updated(long version, Map<String, Object> before, Map<String, Object> after) {
        return change(
                RowChange.CUSTOMER, ChangeKind.UPDATE, customer(version - 1, before), customer(version, after), "api");
    }

    public static RowChange change(
            String table,
            ChangeKind kind,
            Map<String, Object> before,
            Map<String, Object> after,
            String operationKind) {
        return new RowChange(
                table,
                kind,
                before == null ? null : new Row(Json.tree(before)),
                after == null ? null : new Row(Json.tree(after)),
                LSN.incrementAndGet(),
                7,
                TIME,
                operationKind,
                ACTOR,
                TRACEPARENT);
    }

    public static Map<String, Object> customer(long version, Map<String, Object> changes) {
        Map<String, Object> row = new HashMap<>(Map.of(
                "tenant_id",
                TENANT.toString(),
                "id",
                CUSTOMER.toString(),
                "email",
                "AQI=",
                "email_index",
                "AQI=",
                "status",
                "active",
                "country",
                "CA",
                "created_at",
                TIME.toString(),
                "updated_at",
                TIME.plusSeconds(version).toString(),
                "version",
                version,
                "operation_id",
                OPERATION.toString()));
        row.putAll(changes);
        return row;
    }

    /// A row of another table of the customer, with an id of its own.
    public static Map<String, Object> of(UUID id, Map<String, Object> columns) {
        Map<String, Object> row = new HashMap<>(Map.of(
                "tenant_id", TENANT.toString(),
                "id", id.toString(),
                "customer_id", CUSTOMER.toString(),
                "operation_id", OPERATION.toString()));
        row.putAll(columns);
        return row;
    }
}
