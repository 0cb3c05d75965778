package io.clientele.schemas.failure;

import java.util.Locale;

/// Why a record can not be processed, in few words: the tag of metrics and the filter of lists. Only ever added to.
public enum FailureCause {
    /// It does not have the shape that its topic promises.
    MALFORMED,
    /// Its type, or the version of its schema, is not known here: a newer version of Clientele may read it.
    UNKNOWN_SCHEMA,
    /// It, or what follows from it, is larger than a record may be.
    TOO_LARGE,
    /// The store that it was to be written to refuses it.
    REFUSED,
    /// Anything else: a fault of ours.
    FAILED;

    /// For example `unknown_schema`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The cause of that text; [#FAILED] for any other.
    public static FailureCause of(String text) {
        for (FailureCause cause : values()) {
            if (cause.text().equals(text)) {
                return cause;
            }
        }
        return FAILED;
    }
}
