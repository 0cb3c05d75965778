package io.clientele.organisation;

import java.util.Locale;

/// What becomes of a new customer who looks like one that is there already, beyond the e-mail address, which is always
/// unique.
public enum DuplicatePolicy {
    /// Not created.
    REFUSE,
    /// Created, and reported as a likely duplicate.
    WARN,
    /// Created.
    ALLOW;

    /// For example `refuse`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
