package io.clientele.notification;

import java.util.Locale;

/// What became of a mail that was claimed.
public enum MailOutcome {
    /// The server took it.
    SENT,
    /// The server may have taken it; it is not sent again.
    UNKNOWN,
    /// The server took it not, and never will.
    REFUSED,
    /// The recipient has no address, or is not active.
    UNDELIVERABLE;

    /// For example `sent`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
