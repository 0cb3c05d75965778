package io.clientele.stream.cdc;

import static io.clientele.stream.cdc.CaptureFixture.ofOperation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.stream.CommittedRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Capture in processes of its own, which are killed or stopped.
@Tag("REQ-CM-B015")
@ExtendWith(Servers.class)
class TakeoverIT {
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final Duration TAKEOVER = Duration.ofSeconds(10);
    /// More of them: `-Dclientele.cdc.kills=30`.
    private static final int KILLS = Integer.getInteger("clientele.cdc.kills", 2);

    private static final String READER = "select active_pid from pg_replication_slots where slot_name = ?";
    private static final String INSTANCES = """
            select count(*) from pg_stat_activity
            where datname = current_database() and application_name = 'clientele cdc leader'
            """;
    private static final String EXPECTED = "select sum(version) from customer where operation_id = ?";

    private CaptureFixture fixture;

    @BeforeEach
    void prepare(TestDatabase database, KafkaAddress kafka) throws Exception {
        fixture = CaptureFixture.create(database, kafka);
    }

    @Test
    void comesWithinSecondsAlsoWhenTheLeaderWasStoppedAndGoesOnLater() throws Exception {
        UUID operation = fixture.operation("import", UUID.randomUUID());
        Process leader = CaptureProcess.start(fixture, 0);
        Capture standby = fixture.capture(500);
        try (CommittedRecords records = fixture.records()) {
            await().atMost(TIME).until(fixture::isRead);
            standby.start();
            await().atMost(TIME).until(() -> standby.state().phase() == CaptureState.Phase.STANDBY);
            fixture.insertCustomers(operation, 10);
            records.await(10, TIME, ofOperation(operation));

            signal(leader, "STOP");
            await().atMost(TAKEOVER).until(() -> standby.state().phase() == CaptureState.Phase.RUNNING);
            fixture.insertCustomers(operation, 10);
            records.await(20, TIME, ofOperation(operation));
            signal(leader, "CONT");
            // It learns that it leads no more, and waits.
            await().atMost(TIME).until(() -> fixture.query(INSTANCES).equals("2"));
            fixture.insertCustomers(operation, 10);

            assertThat(records.await(30, TIME, ofOperation(operation))).hasSize(30);
            assertThat(standby.state().phase()).isEqualTo(CaptureState.Phase.RUNNING);
            assertThat(leader.isAlive()).isTrue();
        } finally {
            leader.destroyForcibly().waitFor();
            standby.stop();
        }
    }

    @Test
    void bringsEachChangeOnceAndInOrderHoweverOftenTheLeaderIsKilled() throws Exception {
        UUID operation = fixture.operation("import", UUID.randomUUID());
        Random random = new Random(KILLS);
        List<Process> instances = new ArrayList<>(List.of(CaptureProcess.start(fixture, 0)));
        try (CommittedRecords records = fixture.records();
                Workload workload = new Workload(fixture, operation)) {
            await().atMost(TIME).until(fixture::isRead);
            for (int kill = 0; kill < KILLS; kill++) {
                instances.add(CaptureProcess.start(fixture, 0));
                await().atMost(TIME).until(() -> fixture.query(INSTANCES).equals("2"));
                int wanted = records.poll(0).size() + random.nextInt(1, 2000);
                await().atMost(TIME).until(() -> records.poll(1).size() >= wanted);
                String reader = fixture.query(READER, fixture.slot());

                instances.removeFirst().destroyForcibly().waitFor();

                // How quickly is the other test's matter: here the standby's program has only just been started.
                await().atMost(TIME)
                        .until(() -> fixture.isRead()
                                && !fixture.query(READER, fixture.slot()).equals(reader));
            }
            workload.finish();
            int expected = Integer.parseInt(fixture.query(EXPECTED, operation));

            List<RowChange> changes = fixture.read(records.await(expected, TIME, ofOperation(operation)));
            assertThat(changes).hasSize(expected);
            Map<UUID, List<Long>> versions = new HashMap<>();
            changes.forEach(change -> versions.computeIfAbsent(change.entityId(), id -> new ArrayList<>())
                    .add(change.row().requireNumber("version")));
            assertThat(versions.values())
                    .allSatisfy(each -> assertThat(each)
                            .containsExactlyElementsOf(LongStream.rangeClosed(1, each.size())
                                    .boxed()
                                    .toList()));
        } finally {
            for (Process instance : instances) {
                instance.destroyForcibly().waitFor();
            }
        }
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
