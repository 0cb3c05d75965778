package io.clientele.benchmark.frame;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// A figure that was taken once in each round.
///
/// @param median of an even number the mean of the two in the middle
public record Spread(double median, double least, double most) {
    /// @param rounds at least one
    public static Spread of(DoubleStream rounds) {
        double[] sorted = rounds.toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /// Median, and in brackets least and most.
    public String text(int digits) {
        String one = "%." + digits + "f";
        return String.format(Locale.ROOT, one + " (" + one + "-" + one + ")", median, least, most);
    }
}
