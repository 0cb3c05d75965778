package io.clientele.schemas.cdc;

/// Names of the Kafka headers of `cdc.changes`; values are UTF-8 text.
public final class ChangeHeaders {
    public static final String TABLE = "table";
    /// [ChangeKind#code()].
    public static final String OP = "op";
    /// Decimal.
    public static final String LSN = "lsn";

    public static final String TENANT_ID = "tenant_id";
    public static final String OPERATION_ID = "operation_id";
    /// Absent when the operation is unknown.
    public static final String OPERATION_KIND = "operation_kind";
    /// Absent when the operation is unknown.
    public static final String ACTOR_ID = "actor_id";

    /// W3C trace context of the operation; absent where it has none.
    public static final String TRACEPARENT = "traceparent";

    private ChangeHeaders() {}
}
