package io.clientele.stream.cdc;

import java.util.Optional;

/// From where an engine is to read, which follows from the slot and from what is in Kafka already.
sealed interface StartingPoint {
    /// After the last change that is in Kafka, maybe inside of its transaction.
    record AtPosition(Position position) implements StartingPoint {}

    /// Where the slot was made: nothing was captured before.
    record AtSlot() implements StartingPoint {}

    /// A new slot, and a snapshot of all rows before what follows.
    ///
    /// @param why it cannot be read on
    record AtSnapshot(String why) implements StartingPoint {}

    /// Changes are missing, and nobody has said that a snapshot may make up for them.
    ///
    /// @param why they are
    record Nowhere(String why) implements StartingPoint {}

    /// A pure function.
    ///
    /// @param slot empty when there is none
    /// @param position empty when nothing was captured yet
    static StartingPoint of(Optional<SlotStatus> slot, Optional<Position> position, CaptureSettings.WhenLost whenLost) {
        if (position.filter(Position::snapshotUnfinished).isPresent()) {
            return new AtSnapshot("the last snapshot was not finished");
        }
        Optional<String> missing = missing(slot, position);
        if (missing.isPresent()) {
            return switch (whenLost) {
                case STOP -> new Nowhere(missing.get());
                case SNAPSHOT -> new AtSnapshot(missing.get());
            };
        }
        return position.<StartingPoint>map(AtPosition::new).orElseGet(AtSlot::new);
    }

    private static Optional<String> missing(Optional<SlotStatus> slot, Optional<Position> position) {
        if (slot.isEmpty()) {
            return Optional.of("the replication slot does not exist");
        }
        SlotStatus status = slot.get();
        if (status.lost()) {
            return Optional.of("the replication slot is lost: "
                    + (status.invalidationReason() == null ? status.walStatus() : status.invalidationReason()));
        }
        // PostgreSQL hears of a position only after Kafka has it: only another slot of that name can be ahead.
        return position.filter(at -> at.lsn() < status.confirmedLsn())
                .map(at -> "the replication slot begins %d bytes after the position in Kafka"
                        .formatted(status.confirmedLsn() - at.lsn()));
    }
}
