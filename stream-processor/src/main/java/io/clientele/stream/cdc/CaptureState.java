package io.clientele.stream.cdc;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What capture is doing.
///
/// @param phase where it stands
/// @param problem why it does not run, without secrets; null when nothing is wrong
/// @param slot as last seen; null before the first look and after the connection was lost
/// @param lastBatchAt of the last commit to Kafka, heartbeats included; null before the first
record CaptureState(
        Phase phase,
        @Nullable String problem,
        @Nullable SlotStatus slot,
        @Nullable Instant lastBatchAt) {
    enum Phase {
        /// Not started, or stopped.
        STOPPED,
        /// Waiting for Kafka's topics or for PostgreSQL.
        CONNECTING,
        /// Another instance captures; this one takes over when that one goes.
        STANDBY,
        /// The engine runs.
        RUNNING,
        /// The engine has failed and is started again after a while.
        FAILED
    }

    Optional<SlotStatus> findSlot() {
        return Optional.ofNullable(slot);
    }
}
