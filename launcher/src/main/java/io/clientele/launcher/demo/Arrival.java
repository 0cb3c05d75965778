package io.clientele.launcher.demo;

import io.clientele.launcher.client.Pause;
import io.clientele.launcher.console.Console;
import io.clientele.launcher.console.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/// Waits until an import has arrived in every store, as long as it gets on.
record Arrival(Console console, Stores stores) {
    private static final Duration ASK_EVERY = Duration.ofMillis(400);
    private static final Duration STALL_LIMIT = Duration.ofSeconds(60);
    // Once all has arrived, a moment more for what should not: a repeated event or a second activity.
    private static final Duration SETTLE = Duration.ofSeconds(1);

    /// The counts when they agreed, or when nothing had moved for a minute.
    ///
    /// @param accepted how many customers shall arrive
    Counts await(long accepted, UUID tenant, UUID operation) throws SQLException, InterruptedException {
        Counts counts = stores.count(tenant, operation);
        long movedNanos = System.nanoTime();
        try (Progress progress = console.progress("Searchable", accepted)) {
            while (!counts.agreeOn(accepted) && System.nanoTime() - movedNanos < STALL_LIMIT.toNanos()) {
                progress.show(counts.documents(), accepted, "");
                Pause.of(ASK_EVERY);
                Counts next = stores.count(tenant, operation);
                if (!next.equals(counts)) {
                    movedNanos = System.nanoTime();
                }
                counts = next;
            }
            progress.show(counts.documents(), accepted, "");
        }
        Pause.of(SETTLE);
        return stores.count(tenant, operation);
    }
}
