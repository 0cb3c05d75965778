package io.clientele.customer;

import java.util.Locale;

/// How a customer wants to be reached.
public enum ContactMethod {
    EMAIL,
    PHONE,
    SMS;

    /// As in JSON, CSV and SQL: `email`, `phone`, `sms`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
