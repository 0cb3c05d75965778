package io.clientele.benchmark.api;

import io.clientele.benchmark.frame.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the gateway has to reach, and what it reached.
///
/// @param text what is measured, for people
/// @param limit at least that much, or at most where `atMost`
/// @param measured the median of the rounds
record Requirement(String text, double limit, boolean atMost, double measured) {
    private static final double SLOWEST_P99 = 2;
    private static final double TIMES_PARSE = 5;

    /// Those of one kind of request.
    ///
    /// @param ofFloor the part of the floor's rate that is wanted
    static List<Requirement> of(String kind, Figures ours, double ofFloor) {
        List<Requirement> all = new ArrayList<>();
        all.add(new Requirement(
                kind + ": requests/s, of the floor's",
                ofFloor,
                false,
                ours.ofFloor().median()));
        all.add(new Requirement(
                kind + ": p99, of the floor's",
                SLOWEST_P99,
                true,
                ours.p99OfFloor().median()));
        Spread parse = ours.ofParse();
        if (parse != null) {
            all.add(new Requirement(kind + ": requests/s, of parse-server's", TIMES_PARSE, false, parse.median()));
        }
        return all;
    }

    boolean isMet() {
        return atMost ? measured <= limit : measured >= limit;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-42s %6.2f   %s %.2f   %s",
                text,
                measured,
                atMost ? "at most" : "at least",
                limit,
                isMet() ? "met" : "missed");
    }
}
