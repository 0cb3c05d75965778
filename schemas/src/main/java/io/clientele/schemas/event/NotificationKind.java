package io.clientele.schemas.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a notification is about; the text is what preferences, rows and records call it.
public enum NotificationKind {
    /// A customer is the recipient's now.
    OWNERSHIP_RECEIVED,
    /// A customer was the recipient's until now.
    OWNERSHIP_GIVEN,
    /// Something was logged about an own customer.
    ACTIVITY,
    /// An own customer was changed, deleted or restored.
    CUSTOMER_CHANGED,
    /// A vehicle of an own customer came, changed or went.
    VEHICLE_CHANGED,
    /// An inquiry waits for the recipient's answer.
    INQUIRY_OFFERED,
    /// One bulk operation touched own customers; the facts have the counts.
    BULK_DIGEST;

    /// For example `ownership_received`.
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
