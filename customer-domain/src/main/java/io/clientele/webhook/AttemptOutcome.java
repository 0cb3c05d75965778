package io.clientele.webhook;

import java.util.Locale;

/// What came of posting an event once.
public enum AttemptOutcome {
    /// The receiver answered with a status of 2xx.
    DELIVERED,
    /// It answered 410: it wants nothing any more.
    GONE,
    /// It answered with a redirect, which is never followed.
    REDIRECT,
    /// It answered with another status.
    REJECTED,
    /// It did not answer in time.
    TIMEOUT,
    /// Nobody took the connection, or it broke.
    UNREACHABLE,
    /// Its certificate is not one that can be trusted for its name, or it speaks no TLS.
    UNTRUSTED,
    /// Its name has no address.
    UNKNOWN_HOST,
    /// Its name means an address that nothing may be posted to, or its URL is no longer allowed.
    FORBIDDEN;

    /// For example `unknown_host`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
