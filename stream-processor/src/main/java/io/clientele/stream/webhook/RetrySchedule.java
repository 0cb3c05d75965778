package io.clientele.stream.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When to try again: waits that grow, each a little longer than it says so that those who failed together do not come
/// back together.
///
/// @param waits before the second attempt, the third and so on
/// @param maxRetryAfter the longest wait that a receiver may ask for
record RetrySchedule(List<Duration> waits, Duration maxRetryAfter) {
    private static final double JITTER = 0.2;

    RetrySchedule {
        waits = List.copyOf(waits);
    }

    /// @param tries how often it was tried before the attempt that just failed, from 0
    /// @param retryAfter what the receiver asked for; null for nothing
    /// @param random from 0 to 1
    /// @return empty when there is no further attempt
    Optional<Duration> next(int tries, @Nullable Duration retryAfter, double random) {
        if (tries >= waits.size()) {
            return Optional.empty();
        }
        Duration wait = waits.get(tries);
        Duration spread = wait.plusMillis((long) (wait.toMillis() * JITTER * random));
        if (retryAfter == null) {
            return Optional.of(spread);
        }
        Duration asked = retryAfter.compareTo(maxRetryAfter) > 0 ? maxRetryAfter : retryAfter;
        return Optional.of(asked.compareTo(spread) > 0 ? asked : spread);
    }
}
