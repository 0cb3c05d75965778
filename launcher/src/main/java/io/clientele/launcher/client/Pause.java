package io.clientele.launcher.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The time between two questions to something that can only be asked.
public final class Pause {
    private Pause() {}

    /// Waits.
    ///
    /// @throws InterruptedException when this thread shall end
    public static void of(Duration duration) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
        if (never) {
            throw new IllegalStateException("a latch that nobody counts down was released");
        }
    }

    /// Asks until the answer is yes.
    ///
    /// @param every the time between two questions
    /// @return false when the limit passed first
    /// @throws InterruptedException when this thread shall end
    public static boolean until(Duration every, Duration limit, BooleanSupplier question) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!question.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            of(every);
        }
        return true;
    }
}
