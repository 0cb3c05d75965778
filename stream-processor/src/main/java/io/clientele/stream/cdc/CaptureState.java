package io.clientele.stream.cdc;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What capture is doing.
///
/// @param phase where it stands
/// @param problem why it does not run, without secrets; null when nothing is wrong
/// @param slot as last seen; null before the first look and after the connection was lost
/// @param lastBatchAt of the last commit to Kafka, heartbeats included; null before the first
/// @param upTo when the last transaction that is in Kafka committed, by the database's clock, heartbeats included; null
///     before the first
record CaptureState(
        Phase phase,
        @Nullable String problem,
        @Nullable SlotStatus slot,
        @Nullable Instant lastBatchAt,
        @Nullable Instant upTo) {
    enum Phase {
        /// Not started, or stopped.
        STOPPED,
        /// Not the business of this process: a Kafka Connect cluster captures.
        ELSEWHERE,
        /// Waiting for Kafka's topics or for PostgreSQL.
        CONNECTING,
        /// Another instance captures; this one takes over when that one goes.
        STANDBY,
        /// The engine runs.
        RUNNING,
        /// The engine has failed and is started again after a while.
        FAILED,
        /// Changes are missing, and a snapshot was not allowed: an operator has to act.
        LOST
    }

    /// How far Kafka is behind the database; at rest, the time since the last heartbeat. Empty where nothing was sent.
    Optional<Duration> lag(Instant now) {
        return Optional.ofNullable(upTo)
                .map(at -> Duration.between(at, now))
                // The database's clock may be ahead of ours.
                .map(lag -> lag.isNegative() ? Duration.ZERO : lag);
    }

    Optional<SlotStatus> findSlot() {
        return Optional.ofNullable(slot);
    }
}
