package io.clientele.benchmark.vin;

import java.util.Locale;

/// How many of how many.
///
/// @param of at least one
record Share(int found, int of) {
    /// Standard deviations that hold 95 % of a normal distribution.
    private static final double Z = 1.959964;

    /// 0 to 1.
    double part() {
        return (double) found / of;
    }

    /// The least that is likely with 95 % (Wilson's interval), 0 to 1.
    double least() {
        return middle() - reach();
    }

    /// The most that is likely with 95 %, 0 to 1.
    double most() {
        return middle() + reach();
    }

    private double middle() {
        return (part() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double reach() {
        return Z * Math.sqrt(part() * (1 - part()) / of + Z * Z / (4.0 * of * of)) / (1 + Z * Z / of);
    }

    /// In percent, with the interval.
    String text() {
        return String.format(Locale.ROOT, "%.1f %% (%.1f-%.1f)", 100 * part(), 100 * least(), 100 * most());
    }
}
