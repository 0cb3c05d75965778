package io.clientele.stream.webhook;

import io.clientele.webhook.AttemptOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came back from a receiver.
///
/// @param status of HTTP; null when no answer came
/// @param retryAfter how long it asks us to wait; null for nothing
record Answer(
        AttemptOutcome outcome,
        @Nullable Integer status,
        @Nullable Duration retryAfter) {
    static Answer none(AttemptOutcome outcome) {
        return new Answer(outcome, null, null);
    }

    static Answer of(int status, @Nullable Duration retryAfter) {
        AttemptOutcome outcome = switch (status / 100) {
            case 2 -> AttemptOutcome.DELIVERED;
            case 3 -> AttemptOutcome.REDIRECT;
            default -> status == 410 ? AttemptOutcome.GONE : AttemptOutcome.REJECTED;
        };
        return new Answer(outcome, status, retryAfter);
    }
}
