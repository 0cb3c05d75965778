package io.clientele.schemas.event;

/// Names of the Kafka headers of an event: CloudEvents 1.0 binary mode, extensions included; values are UTF-8 text.
public final class EventHeaders {
    public static final String SPECVERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    /// `/tenants/<tenant id>`.
    public static final String SOURCE = "ce_source";
    /// The customer's id; of an import, its operation's.
    public static final String SUBJECT = "ce_subject";
    /// ISO-8601, UTC.
    public static final String TIME = "ce_time";

    public static final String DATASCHEMA = "ce_dataschema";
    public static final String CONTENT_TYPE = "content-type";
    /// Decimal, from 1 without gaps per subject.
    public static final String SEQUENCE = "ce_sequence";

    public static final String TENANT_ID = "ce_tenantid";
    public static final String OPERATION_ID = "ce_operationid";
    /// `true` or `false`.
    public static final String BULK = "ce_bulk";
    /// Absent when unknown.
    public static final String ACTOR_ID = "ce_actorid";

    /// W3C trace context (the CloudEvents extension of that name); absent where the operation has none.
    public static final String TRACEPARENT = "ce_traceparent";

    private EventHeaders() {}
}
