package io.clientele.letter;

import io.clientele.schemas.failure.FailureCause;
import org.jspecify.annotations.Nullable;

/// Which dead letters are meant; null for any.
///
/// @param topic that the record was on, prefix included
/// @param consumer who could not process it
public record LetterFilter(
        @Nullable String topic,
        @Nullable String consumer,
        @Nullable FailureCause cause,
        @Nullable LetterStatus status) {
    /// All of them.
    public static LetterFilter all() {
        return new LetterFilter(null, null, null, null);
    }
}
