package io.clientele.benchmark.streams;

import io.clientele.benchmark.frame.Report;
import io.clientele.benchmark.frame.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The outcome of the streams benchmark.
///
/// @param sustained ours and the floor
/// @param perSecond customers that were created in a second while latency was measured
/// @param p50Millis from the confirmed commit to the event
/// @param sinks rows a second into each table
/// @param failover what happened when one of two instances was killed
/// @param requirements what has to be reached
record StreamsReport(
        Report sustained,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        List<SinkSpeed.Outcome> sinks,
        Failover.Outcome failover,
        List<Requirement> requirements) {
    private static final double OF_FLOOR = 0.5;
    private static final double P50 = 100;
    private static final double P99 = 500;
    private static final double SINK = 5000;

    static StreamsReport of(
            Report sustained, CommitToEvent.Outcome latency, List<SinkSpeed.Outcome> sinks, Failover.Outcome failover) {
        List<Requirement> all = new ArrayList<>();
        sustained.standings().stream()
                .filter(each -> !each.name().equals("floor"))
                .map(Standing::ratioToFloor)
                .forEach(ratio ->
                        all.add(Requirement.atLeast("changes to events, of the bare engine's", OF_FLOOR, ratio)));
        all.add(Requirement.atMost("commit to event, p50 ms", P50, latency.percentile(50)));
        all.add(Requirement.atMost("commit to event, p99 ms", P99, latency.percentile(99)));
        sinks.forEach(sink -> all.add(Requirement.atLeast(sink.sink() + " sink, rows/s", SINK, sink.rate())));
        return new StreamsReport(
                sustained,
                latency.achieved(),
                latency.percentile(50),
                latency.percentile(99),
                latency.percentile(100),
                List.copyOf(sinks),
                failover,
                List.copyOf(all));
    }

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
        lines.add(sustained.table());
        lines.add("");
        lines.add(text(
                "Commit to event at %.0f/s: p50 %.1f ms, p99 %.1f ms, most %.1f ms",
                perSecond, p50Millis, p99Millis, maxMillis));
        sinks.forEach(sink -> lines.add(text(
                "%s sink: %,.0f rows/s (%,d rows in %.1f s)", sink.sink(), sink.rate(), sink.rows(), sink.seconds())));
        lines.add(text(
                "One of two instances killed (partitions %s) under %,d changes: none lost, none repeated, no event for %.1f s",
                failover.shares(), failover.changes(), failover.silence().toMillis() / 1000.0));
        lines.add("");
        requirements.forEach(each -> lines.add(each.line()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
