package io.clientele.activity;

import java.util.Locale;

/// The types of REQ-CM-B004.
public enum ActivityType {
    INQUIRY,
    REFERRAL,
    SERVICE,
    COMMUNICATION,
    STATUS_CHANGE;

    /// As in JSON and SQL, for example `status_change`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
