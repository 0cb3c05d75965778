package io.clientele.stream.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.stream.cdc.CaptureSettings.WhenLost;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartingPointTest {
    private static final SlotStatus SLOT = new SlotStatus("reserved", null, 100, 0, 0, null);
    private static final SlotStatus LOST = new SlotStatus("lost", "wal_removed", 0, 0, 0, null);
    private static final Position POSITION = Position.parse("{\"lsn\":100,\"txId\":1}");

    @Test
    void isThePositionWhereThereIsOne() {
        assertThat(of(SLOT, POSITION, WhenLost.STOP)).isEqualTo(new StartingPoint.AtPosition(POSITION));
        assertThat(of(SLOT, POSITION, WhenLost.SNAPSHOT)).isEqualTo(new StartingPoint.AtPosition(POSITION));
    }

    /// PostgreSQL is told of commits, which lie after their changes.
    @Test
    void isThePositionAfterAHeartbeatWhoseCommitIsFurtherThanTheLastChange() {
        Position heartbeat = Position.parse("{\"lsn\":90,\"lsn_commit\":100}");

        assertThat(of(SLOT, heartbeat, WhenLost.STOP)).isEqualTo(new StartingPoint.AtPosition(heartbeat));
    }

    @Test
    void isTheSlotWhereNothingWasCapturedYet() {
        assertThat(of(SLOT, null, WhenLost.STOP)).isEqualTo(new StartingPoint.AtSlot());
    }

    @Test
    void isNowhereWhereChangesAreMissing() {
        assertThat(of(null, POSITION, WhenLost.STOP)).isInstanceOf(StartingPoint.Nowhere.class);
        assertThat(of(LOST, POSITION, WhenLost.STOP))
                .isEqualTo(new StartingPoint.Nowhere("the replication slot is lost: wal_removed"));
        assertThat(of(LOST, null, WhenLost.STOP)).isInstanceOf(StartingPoint.Nowhere.class);
        assertThat(of(SLOT, Position.parse("{\"lsn\":99}"), WhenLost.STOP))
                .isEqualTo(
                        new StartingPoint.Nowhere("the replication slot begins 1 bytes after the position in Kafka"));
    }

    @Test
    void isASnapshotWhereThatIsAllowed() {
        assertThat(of(LOST, POSITION, WhenLost.SNAPSHOT))
                .isEqualTo(new StartingPoint.AtSnapshot("the replication slot is lost: wal_removed"));
        assertThat(of(null, null, WhenLost.SNAPSHOT)).isInstanceOf(StartingPoint.AtSnapshot.class);
    }

    @Test
    void isASnapshotAfterOneThatWasNotFinished() {
        Position inside = Position.parse("{\"lsn\":100,\"snapshot\":\"INITIAL\",\"last_snapshot_record\":false}");
        Position finished = Position.parse("{\"lsn\":100,\"snapshot\":\"INITIAL\",\"last_snapshot_record\":true}");

        assertThat(of(SLOT, inside, WhenLost.STOP)).isInstanceOf(StartingPoint.AtSnapshot.class);
        assertThat(of(SLOT, finished, WhenLost.STOP)).isInstanceOf(StartingPoint.AtPosition.class);
    }

    private static StartingPoint of(SlotStatus slot, Position position, WhenLost whenLost) {
        return StartingPoint.of(Optional.ofNullable(slot), Optional.ofNullable(position), whenLost);
    }
}
