package io.clientele.benchmark.frame;

/// One timed run.
///
/// @param rows what was dealt with
/// @param wallSeconds from the request to its end
/// @param clientCpuSeconds user and system time of the client processes; NaN where the system does not tell
/// @param serverCpuSeconds the same of PostgreSQL with all its processes
/// @param peakBytes the most memory that the client's main process ever held resident; 0 where the system does not tell
public record Measurement(
        long rows, double wallSeconds, double clientCpuSeconds, double serverCpuSeconds, long peakBytes) {
    /// Rows a second.
    public double rate() {
        return rows / wallSeconds;
    }
}
