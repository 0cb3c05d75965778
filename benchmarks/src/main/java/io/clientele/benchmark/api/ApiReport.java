package io.clientele.benchmark.api;

import io.clientele.benchmark.frame.Machine;
import io.clientele.benchmark.frame.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The outcome of the API benchmark.
///
/// @param conditions what was the same for all, in reading order
/// @param read of each way, the floor first
/// @param create the same
/// @param requirements what ours has to reach
/// @param ways what each way does, by name
record ApiReport(
        Map<String, String> conditions,
        Machine before,
        Machine after,
        List<Figures> read,
        List<Figures> create,
        List<Requirement> requirements,
        Map<String, String> ways) {
    private static final String LINE = "%-13s %22s %19s %19s %17s %17s %19s %9s %9s";

    /// One JSON object, names in snake_case.
    String json() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(this);
    }

    /// For people: a table for each kind of request, what is required, and what the ways are.
    String table() {
        List<String> lines = new ArrayList<>();
        lines.add("api: "
                + String.join(
                        ", ",
                        conditions.entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .toList()));
        lines.add(String.format(
                Locale.ROOT,
                "%d cores, load average %.2f before and %.2f after, JDK %s, %s",
                before.cores(),
                before.loadAverage(),
                after.loadAverage(),
                before.jdk(),
                before.system()));
        lines.add("Each figure is the median of the rounds, in brackets the least and the most.");
        table("read", read, lines);
        table("create", create, lines);
        lines.add("");
        requirements.forEach(each -> lines.add(each.line()));
        lines.add("");
        ways.forEach((name, what) -> lines.add(name + ": " + what));
        return String.join(System.lineSeparator(), lines);
    }

    private static void table(String kind, List<Figures> all, List<String> lines) {
        lines.add("");
        lines.add(LINE.formatted(
                kind,
                "requests/s",
                "p50 ms",
                "p99 ms",
                "of floor",
                "p99 of floor",
                "of parse-server",
                "CPU ms",
                "DB CPU ms"));
        for (Figures each : all) {
            Spread parse = each.ofParse();
            lines.add(LINE.formatted(
                    each.name(),
                    each.rate().text(0),
                    each.p50().text(2),
                    each.p99().text(2),
                    each.ofFloor().text(2),
                    each.p99OfFloor().text(2),
                    parse == null ? "-" : parse.text(1),
                    cpu(each.clientCpu()),
                    cpu(each.serverCpu())));
        }
    }

    private static String cpu(Spread spread) {
        return Double.isFinite(spread.median()) ? String.format(Locale.ROOT, "%.2f", spread.median()) : "-";
    }
}
