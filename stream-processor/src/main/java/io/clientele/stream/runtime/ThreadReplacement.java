package io.clientele.stream.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Replaces a thread that failed; when too many fail within ten minutes, the instance is shut down instead, which
/// its supervisor sees.
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final int max;
    private final Clock clock;
    private final Deque<Instant> failures = new ArrayDeque<>();

    ThreadReplacement(int max, Clock clock) {
        this.max = max;
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        Instant now = clock.instant();
        failures.addLast(now);
        while (failures.getFirst().isBefore(now.minus(WINDOW))) {
            failures.removeFirst();
        }
        Throwable root = exception;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        LOG.warn(
                "a stream thread has failed, {} of at most {}: {}",
                failures.size(),
                max,
                root.getClass().getSimpleName());
        LOG.debug("a stream thread has failed", exception);
        return failures.size() > max
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
