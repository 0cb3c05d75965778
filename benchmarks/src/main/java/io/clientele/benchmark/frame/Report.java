package io.clientele.benchmark.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The outcome of a benchmark, with everything that a reader needs to judge it.
///
/// @param benchmark its name
/// @param conditions what was the same for all, such as rows and `fsync`, in reading order
/// @param before the machine when it began
/// @param after the machine when it ended: the load is our own then
/// @param standings the floor first
public record Report(
        String benchmark, Map<String, String> conditions, Machine before, Machine after, List<Standing> standings) {
    private static final String LINE = "%-14s %12s %10s %8s %8s %12s %12s %9s";

    public Report {
        standings = List.copyOf(standings);
    }

    /// One JSON object, names in snake_case.
    public String json() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(this);
    }

    /// For people: a table, and below it what stands in it.
    public String table() {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s".formatted(benchmark, String.join(", ", pairs())));
        lines.add("%d cores, load average %s before and %s after, JDK %s, %s"
                .formatted(
                        before.cores(),
                        figure(before.loadAverage(), 2),
                        figure(after.loadAverage(), 2),
                        before.jdk(),
                        before.system()));
        lines.add("");
        lines.add(LINE.formatted(
                "", "rows/s", "of floor", "spread", "wall s", "client CPU s", "server CPU s", "peak MiB"));
        for (Standing standing : standings) {
            lines.add(line(standing));
        }
        lines.add("");
        for (Standing standing : standings) {
            lines.add("%s: %s".formatted(standing.name(), standing.what()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private List<String> pairs() {
        return conditions.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .toList();
    }

    private static String line(Standing standing) {
        return LINE.formatted(
                standing.name(),
                "%,d".formatted(Math.round(standing.medianRate())),
                figure(standing.ratioToFloor(), 2),
                figure(standing.spreadPercent(), 0) + " %",
                figure(standing.wallSeconds(), 2),
                figure(standing.clientCpuSeconds(), 2),
                figure(standing.serverCpuSeconds(), 2),
                standing.peakMegabytes() == 0 ? "-" : Long.toString(standing.peakMegabytes()));
    }

    private static String figure(double value, int digits) {
        return Double.isFinite(value) && value >= 0 ? String.format(Locale.ROOT, "%." + digits + "f", value) : "-";
    }
}
