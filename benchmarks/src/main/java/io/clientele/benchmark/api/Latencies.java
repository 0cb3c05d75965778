package io.clientele.benchmark.api;

import java.util.Arrays;

/// How long the requests of one run took.
final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] sorted;

    /// @param nanos one for each request, at least one
    Latencies(long[] nanos) {
        this.sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /// Milliseconds within which that part of the requests was answered (nearest rank).
    ///
    /// @param percent above 0, at most 100
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
    }
}
