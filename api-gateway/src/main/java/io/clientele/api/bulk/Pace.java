package io.clientele.api.bulk;

import io.clientele.bulk.BulkJob;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How fast a job is, and how long it will go on.
///
/// @param rowsPerSecond rows read per second since the job began; null before
/// @param seconds how long the job has worked, or did; null before it began
/// @param secondsLeft an estimate; 0 when it is over, null while nothing can be said
record Pace(
        @Nullable Double rowsPerSecond,
        @Nullable Double seconds,
        @Nullable Double secondsLeft) {
    private static final double MILLIS = 1000.0;
    /// Below that an estimate is a guess.
    private static final double MIN_SECONDS = 0.5;

    static Pace of(BulkJob job, Instant now) {
        Instant started = job.startedAt();
        if (started == null) {
            return new Pace(null, null, job.isOver() ? 0.0 : null);
        }
        Instant end = job.finishedAt() == null ? now : job.finishedAt();
        double seconds = Math.max(0, Duration.between(started, end).toMillis()) / MILLIS;
        @Nullable Double rate = seconds == 0 ? null : rounded(job.read() / seconds);
        return new Pace(rate, rounded(seconds), left(job, seconds));
    }

    /// Every row is read once and, unless it was refused, merged once; both are taken to cost the same.
    private static @Nullable Double left(BulkJob job, double seconds) {
        if (job.isOver()) {
            return 0.0;
        }
        if (job.read() == 0 || job.readBytes() == 0 || seconds < MIN_SECONDS) {
            return null;
        }
        double rows = job.read() * Math.max(1.0, (double) job.fileBytes() / job.readBytes());
        double unread = rows - job.read();
        double done = job.read() + (job.read() - job.staged());
        double todo = 2 * unread + job.staged();
        return rounded(todo * seconds / done);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
