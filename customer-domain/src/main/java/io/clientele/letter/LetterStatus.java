package io.clientele.letter;

import java.util.Locale;
import java.util.Optional;

/// What has become of a dead letter. The lower-case name is what tables and answers say.
public enum LetterStatus {
    /// Nobody has decided yet.
    WAITING,
    /// It is to be sent again, within seconds.
    REDRIVE_REQUESTED,
    /// It was sent again; if it fails again it waits again, with one attempt more.
    REDRIVEN,
    /// Given up, with a reason.
    DISCARDED,
    /// It was to be sent again when Kafka no longer had it.
    EXPIRED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Empty for a text that is none.
    public static Optional<LetterStatus> of(String text) {
        for (LetterStatus status : values()) {
            if (status.text().equals(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
