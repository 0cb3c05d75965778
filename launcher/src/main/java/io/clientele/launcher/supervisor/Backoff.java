package io.clientele.launcher.supervisor;

import java.time.Duration;

/// How long to wait before a process that died is started again: at once the first time, then longer and longer; a
/// process that lived for a minute has earned a fresh start. Not thread-safe.
final class Backoff {
    static final Duration FIRST = Duration.ofMillis(200);
    static final Duration LONGEST = Duration.ofSeconds(15);
    static final Duration GOOD_LIFE = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /// @param lived how long the process ran before it died
    Duration after(Duration lived) {
        if (lived.compareTo(GOOD_LIFE) >= 0) {
            next = FIRST;
        }
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
