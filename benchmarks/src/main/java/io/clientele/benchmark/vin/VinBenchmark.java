package io.clientele.benchmark.vin;

import io.clientele.benchmark.frame.Machine;
import io.clientele.benchmark.frame.Spread;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs [VinDecoding] on one thread.
///
/// @param forks JVMs, one after the other; 0 for this one, which says nothing about speed
/// @param warmUps rounds of each JVM that are not counted
/// @param rounds of each JVM that are
/// @param round how long each takes
record VinBenchmark(int forks, int warmUps, int rounds, Duration round) {
    /// @throws RunnerException when a VIN was refused, or a JVM could not be started
    VinReport run() throws RunnerException {
        Machine before = Machine.now();
        TimeValue time = TimeValue.milliseconds(round.toMillis());
        Map<String, Spread> rates = new TreeMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include("^" + VinDecoding.class.getName() + "\\.")
                        .threads(1)
                        .forks(forks)
                        .warmupIterations(warmUps)
                        .warmupTime(time)
                        .measurementIterations(rounds)
                        .measurementTime(time)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            rates.put(
                    result.getPrimaryResult().getLabel(),
                    Spread.of(result.getBenchmarkResults().stream()
                            .map(BenchmarkResult::getIterationResults)
                            .flatMap(rounds -> rounds.stream())
                            .mapToDouble(each -> each.getPrimaryResult().getScore())));
        }
        return new VinReport(forks, warmUps, rounds, round.toMillis(), before, Machine.now(), Map.copyOf(rates));
    }
}
