package io.clientele.benchmark.frame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Lets contenders run in turn, so that what disturbs the machine disturbs all of them; each round begins with
/// another one.
public final class Rounds {
    private static final double NANOS = 1e9;

    private final OptionalLong server;
    private final Step before;
    private final Step after;
    private final Consumer<String> progress;

    /// @param server process id of the database server, whose CPU time counts
    /// @param before makes the place ready for any contender; not timed
    /// @param after verifies what the contender left behind; not timed
    /// @param progress is told each run, for people
    public Rounds(OptionalLong server, Step before, Step after, Consumer<String> progress) {
        this.server = server;
        this.before = before;
        this.after = after;
        this.progress = progress;
    }

    /// Something to do around a run.
    @FunctionalInterface
    public interface Step {
        /// @throws Exception to end the benchmark
        void run() throws Exception;
    }

    /// One run whose figures do not count.
    public void warmUp(Contender contender) throws Exception {
        once("warm-up", contender);
    }

    /// Interleaved runs.
    ///
    /// @param rounds at least 1
    /// @return the measurements of each, in the order given
    public Map<Contender, List<Measurement>> run(List<Contender> contenders, int rounds) throws Exception {
        Map<Contender, List<Measurement>> measured = new LinkedHashMap<>();
        contenders.forEach(each -> measured.put(each, new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            List<Contender> order = new ArrayList<>(contenders);
            Collections.rotate(order, 1 - round);
            for (Contender contender : order) {
                Measurement result = once("round " + round + " of " + rounds, contender);
                measured.computeIfAbsent(contender, c -> new ArrayList<>()).add(result);
            }
        }
        return measured;
    }

    private Measurement once(String round, Contender contender) throws Exception {
        before.run();
        double clients = clientSeconds(contender);
        double servers = serverSeconds();
        long begin = System.nanoTime();
        long rows = contender.run();
        double wall = (System.nanoTime() - begin) / NANOS;
        Measurement result = new Measurement(
                rows,
                wall,
                clientSeconds(contender) - clients,
                serverSeconds() - servers,
                ProcessUsage.peakResidentBytes(contender.clients().getFirst()));
        after.run();
        progress.accept(String.format(
                Locale.ROOT, "%s, %s: %,d rows in %.2f s", round, contender.name(), rows, result.wallSeconds()));
        return result;
    }

    private static double clientSeconds(Contender contender) {
        return contender.clients().stream()
                .mapToDouble(ProcessUsage::cpuSeconds)
                .sum();
    }

    private double serverSeconds() {
        return server.isPresent() ? ProcessUsage.treeCpuSeconds(server.getAsLong()) : Double.NaN;
    }
}
