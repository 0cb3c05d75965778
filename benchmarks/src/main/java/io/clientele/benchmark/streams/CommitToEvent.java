package io.clientele.benchmark.streams;

import io.clientele.launcher.client.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Creates customers at a steady rate, and takes the time from the moment that the commit is confirmed until a consumer
/// that reads committed events has `customer.created`.
///
/// @param rate customers a second
/// @param seconds how long
record CommitToEvent(Population population, EventOracle oracle, int rate, int seconds) {
    private static final int WRITERS = 4;

    /// @param achieved customers that were really created in a second
    /// @param millis of all of them, ascending
    record Outcome(double achieved, double[] millis) {
        /// Of the nearest rank.
        double percentile(double percent) {
            return millis[Math.max(0, (int) Math.ceil(percent / 100 * millis.length) - 1)];
        }
    }

    Outcome measure() throws IOException, InterruptedException {
        Map<UUID, Long> committed = new ConcurrentHashMap<>();
        long begin = System.nanoTime();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            var all = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(writer -> writers.submit(() -> {
                        write(writer, begin, committed);
                        return null;
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
        double achieved = committed.size() / ((System.nanoTime() - begin) / 1e9);
        Patience.await("each new customer has its event", () -> {
            long unused = oracle.count("customer.created");
            return committed.keySet().stream().allMatch(id -> oracle.createdNanos(id) != null);
        });
        double[] millis = committed.entrySet().stream()
                .mapToDouble(each -> millis(each.getKey(), each.getValue()))
                .toArray();
        Arrays.sort(millis);
        return new Outcome(achieved, millis);
    }

    /// Each writer keeps to its own beats: one that is late catches up, so that slowness is not hidden.
    private void write(int writer, long begin, Map<UUID, Long> committed) throws InterruptedException {
        for (int beat = writer; beat < rate * seconds; beat += WRITERS) {
            long due = begin + Duration.ofSeconds(1).toNanos() * beat / rate;
            long early = due - System.nanoTime();
            if (early > 0) {
                Pause.of(Duration.ofNanos(early));
            }
            UUID customer = population.create();
            committed.put(customer, System.nanoTime());
        }
    }

    private double millis(UUID customer, long committedNanos) {
        Long seen = oracle.createdNanos(customer);
        // The event may be there before the confirmation is.
        return seen == null ? Double.NaN : Math.max(0, (seen - committedNanos) / 1e6);
    }
}
