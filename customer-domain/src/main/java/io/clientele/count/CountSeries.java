package io.clientele.count;

import java.time.Instant;
import java.util.List;

/// The counts of one metric in steps of time, without gaps.
///
/// @param metric what is counted
/// @param total of all points
/// @param points in the order of time
public record CountSeries(String metric, long total, List<Point> points) {
    /// @param at when the step begins
    /// @param count 0 or more
    public record Point(Instant at, long count) {}
}
