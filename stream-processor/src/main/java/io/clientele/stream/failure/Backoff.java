package io.clientele.stream.failure;

import java.time.Duration;

/// How long to wait before the next attempt: twice as long each time, up to a limit. Not thread-safe.
public final class Backoff {
    private final Duration first;
    private final Duration max;
    private Duration next;

    /// @param first the first wait, above 0
    /// @param max no wait is longer
    public Backoff(Duration first, Duration max) {
        this.first = first;
        this.max = max;
        this.next = first;
    }

    /// The wait before the coming attempt; the one after it is longer.
    public Duration next() {
        Duration current = next;
        Duration doubled = current.multipliedBy(2);
        next = doubled.compareTo(max) > 0 ? max : doubled;
        return current;
    }

    /// To be called when an attempt worked.
    public void reset() {
        next = first;
    }
}
