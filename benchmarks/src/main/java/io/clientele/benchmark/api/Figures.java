package io.clientele.benchmark.api;

import io.clientele.benchmark.frame.Measurement;
import io.clientele.benchmark.frame.Spread;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the rounds of one way come to. Ratios are taken within each round, so that what disturbed a round
/// disturbed both; the spread is over the rounds.
///
/// @param rate requests a second
/// @param p50 milliseconds
/// @param p99 milliseconds
/// @param ofFloor rate as a part of the floor's
/// @param p99OfFloor p99 as a multiple of the floor's
/// @param ofParse rate as a multiple of parse-server's; null where that did not run
/// @param clientCpu milliseconds of the service's processor time a request; NaN where unknown
/// @param serverCpu the same of PostgreSQL
record Figures(
        String name,
        Spread rate,
        Spread p50,
        Spread p99,
        Spread ofFloor,
        Spread p99OfFloor,
        @Nullable Spread ofParse,
        Spread clientCpu,
        Spread serverCpu) {

    /// The rounds of one way; both lists are in their order.
    record Rounds(List<Measurement> measurements, List<Latencies> latencies) {
        private Spread each(ToDoubleFunction<Measurement> figure) {
            return Spread.of(measurements.stream().mapToDouble(figure));
        }

        private Spread percentile(double percent) {
            return Spread.of(latencies.stream().mapToDouble(run -> run.percentile(percent)));
        }

        private Spread rateOf(Rounds other) {
            return Spread.of(IntStream.range(0, measurements.size())
                    .mapToDouble(round -> measurements.get(round).rate()
                            / other.measurements.get(round).rate()));
        }

        private Spread p99Of(Rounds other) {
            return Spread.of(IntStream.range(0, latencies.size())
                    .mapToDouble(round -> latencies.get(round).percentile(99)
                            / other.latencies.get(round).percentile(99)));
        }
    }

    static Figures of(String name, Rounds own, Rounds floor, @Nullable Rounds parse) {
        return new Figures(
                name,
                own.each(Measurement::rate),
                own.percentile(50),
                own.percentile(99),
                own.rateOf(floor),
                own.p99Of(floor),
                parse == null ? null : own.rateOf(parse),
                own.each(run -> 1000 * run.clientCpuSeconds() / run.rows()),
                own.each(run -> 1000 * run.serverCpuSeconds() / run.rows()));
    }
}
