package io.clientele.benchmark.frame;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What the runs of one contender come to. Seconds are medians.
///
/// @param medianRate rows a second
/// @param ratioToFloor its median rate as a part of the floor's: 0.5 is half as fast
/// @param spreadPercent distance of the fastest run from the slowest, in percent of the median
/// @param peakMegabytes most memory of the client's main process in any run
public record Standing(
        String name,
        String what,
        int runs,
        long rows,
        double medianRate,
        double ratioToFloor,
        double spreadPercent,
        double wallSeconds,
        double clientCpuSeconds,
        double serverCpuSeconds,
        long peakMegabytes) {

    /// @param runs at least one
    /// @param floorRate the floor's median rate
    public static Standing of(Contender contender, List<Measurement> runs, double floorRate) {
        double rate = medianRate(runs);
        double fastest = runs.stream().mapToDouble(Measurement::rate).max().orElseThrow();
        double slowest = runs.stream().mapToDouble(Measurement::rate).min().orElseThrow();
        return new Standing(
                contender.name(),
                contender.what(),
                runs.size(),
                runs.getLast().rows(),
                rate,
                rate / floorRate,
                100 * (fastest - slowest) / rate,
                median(runs, Measurement::wallSeconds),
                median(runs, Measurement::clientCpuSeconds),
                median(runs, Measurement::serverCpuSeconds),
                runs.stream().mapToLong(Measurement::peakBytes).max().orElseThrow() >> 20);
    }

    /// Rows a second.
    public static double medianRate(List<Measurement> runs) {
        return median(runs, Measurement::rate);
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
