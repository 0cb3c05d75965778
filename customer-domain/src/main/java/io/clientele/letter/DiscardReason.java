package io.clientele.letter;

import java.util.Locale;
import java.util.Optional;

/// Why a dead letter is given up. Words and no sentences, because a sentence could name a person.
public enum DiscardReason {
    /// What it was to bring about was done in another way.
    CORRECTED,
    /// Something newer has made it pointless.
    OBSOLETE,
    /// It should never have been sent.
    INVALID;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Empty for a text that is none.
    public static Optional<DiscardReason> of(String text) {
        for (DiscardReason reason : values()) {
            if (reason.text().equals(text)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
