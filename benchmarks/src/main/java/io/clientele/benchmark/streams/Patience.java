package io.clientele.benchmark.streams;

import io.clientele.launcher.client.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Waiting, with an end.
final class Patience {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Patience() {}

    /// @param what for people
    /// @throws IOException after three minutes
    static void await(String what, Callable<Boolean> question) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!answer(question)) {
            if (System.nanoTime() > end) {
                throw new IOException("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            Pause.of(POLL);
        }
    }

    private static boolean answer(Callable<Boolean> question) throws IOException, InterruptedException {
        try {
            return question.call();
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
