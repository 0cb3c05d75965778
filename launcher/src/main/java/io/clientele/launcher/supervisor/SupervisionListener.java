package io.clientele.launcher.supervisor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Hears what happens to supervised processes.
interface SupervisionListener {
    /// A process was started or ended: the written state is outdated.
    void changed();

    /// A process died that should run.
    ///
    /// @param failure why it could not even be started, or null when it ran
    /// @param wait the time until it is started again
    void died(Supervised process, @Nullable Throwable failure, Duration wait);
}
