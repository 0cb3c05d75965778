package io.clientele.benchmark.vin;

import io.clientele.benchmark.frame.Machine;
import io.clientele.benchmark.frame.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The outcome of the VIN benchmark.
///
/// @param roundMillis how long a round took
/// @param rates VINs a second by what was measured
record VinReport(
        int forks,
        int warmUps,
        int rounds,
        long roundMillis,
        Machine before,
        Machine after,
        Map<String, Spread> rates) {
    /// VINs a second that one thread has to decode.
    static final double REQUIRED = 200_000;

    /// One JSON object, names in snake_case.
    String json() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(this);
    }

    /// For people.
    String table() {
        List<String> lines = new ArrayList<>();
        lines.add("vin: one thread, %d VINs of %d types, %d JVM(s) of %d rounds of %d ms after %d for warming up"
                .formatted(VinDecoding.COUNT, VinMix.TYPES.size(), forks, rounds, roundMillis, warmUps));
        lines.add(String.format(
                Locale.ROOT,
                "%d cores, load average %.2f before and %.2f after, JDK %s, %s",
                before.cores(),
                before.loadAverage(),
                after.loadAverage(),
                before.jdk(),
                before.system()));
        lines.add("VINs/s, the median of the rounds, in brackets the least and the most; at least "
                + String.format(Locale.ROOT, "%,.0f", REQUIRED) + " are required.");
        lines.add("");
        new TreeMap<>(rates)
                .forEach((what, rate) -> lines.add(
                        "%-16s %30s   %s".formatted(what, rate.text(0), rate.median() >= REQUIRED ? "met" : "missed")));
        return String.join(System.lineSeparator(), lines);
    }
}
