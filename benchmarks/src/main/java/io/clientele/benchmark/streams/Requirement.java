package io.clientele.benchmark.streams;

import java.util.Locale;

/// What has to be reached, and what was.
///
/// @param text what is measured, for people
/// @param limit at least that much, or at most where `atMost`
record Requirement(String text, double limit, boolean atMost, double measured) {
    static Requirement atLeast(String text, double limit, double measured) {
        return new Requirement(text, limit, false, measured);
    }

    static Requirement atMost(String text, double limit, double measured) {
        return new Requirement(text, limit, true, measured);
    }

    boolean isMet() {
        return atMost ? measured <= limit : measured >= limit;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-48s %10.2f   %s %.2f   %s",
                text,
                measured,
                atMost ? "at most" : "at least",
                limit,
                isMet() ? "met" : "missed");
    }
}
