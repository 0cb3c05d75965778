package io.clientele.stream.cdc;

import static io.clientele.stream.cdc.CaptureFixture.ofOperation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.stream.CommittedRecords;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The ways in which engines of this kind are known to lose changes.
@Tag("REQ-CM-B015")
@ExtendWith(Servers.class)
class CaptureFaultsIT {
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final long MEGABYTE = 1 << 20;
    private static final String KEPT =
            "select (pg_current_wal_lsn() - restart_lsn)::bigint from pg_replication_slots where slot_name = ?";

    private CaptureFixture fixture;

    @BeforeEach
    void prepare(TestDatabase database, KafkaAddress kafka) throws Exception {
        fixture = CaptureFixture.create(database, kafka);
    }

    @Test
    void bringsAllOfATransactionThatWasOpenWhileCaptureWasStopped() throws Exception {
        UUID operation = fixture.operation("import", UUID.randomUUID());
        UUID other = fixture.operation("import", UUID.randomUUID());
        Capture first = fixture.capture(500);
        first.start();
        Capture second = fixture.capture(500);
        try (CommittedRecords records = fixture.records();
                Connection open = fixture.database().connectAsSuperuser()) {
            open.setAutoCommit(false);
            CaptureFixture.insertCustomers(open, operation, 1, 5);
            // The position is then after the first half of the open transaction.
            fixture.insertCustomers(other, 10);
            records.await(10, TIME, ofOperation(other));

            first.stop();
            CaptureFixture.insertCustomers(open, operation, 6, 10);
            open.commit();
            second.start();

            assertThat(fixture.operationRows(records.await(10, TIME, ofOperation(operation))))
                    .containsExactlyInAnyOrderElementsOf(rows(10));
        } finally {
            first.stop();
            second.stop();
        }
    }

    @Test
    void leavesNothingOfALongTransactionThatIsRolledBack() throws Exception {
        UUID operation = fixture.operation("import", UUID.randomUUID());
        UUID other = fixture.operation("import", UUID.randomUUID());
        Capture capture = fixture.capture(500);
        capture.start();
        try (CommittedRecords records = fixture.records();
                Connection open = fixture.database().connectAsSuperuser()) {
            open.setAutoCommit(false);
            CaptureFixture.insertCustomers(open, operation, 1, 3000);
            open.rollback();
            fixture.insertCustomers(other, 1);

            assertThat(records.await(1, TIME, ofOperation(other))).hasSize(1);
            assertThat(records.await(0, TIME, ofOperation(operation))).isEmpty();
        } finally {
            capture.stop();
        }
    }

    @Test
    void losesNoBatchWhenTheProducerSaysToTryAgain() throws Exception {
        UUID operation = fixture.operation("import", UUID.randomUUID());
        FaultyPartitioner.failAfter(120);
        Capture capture = fixture.capture(
                fixture.settings(50), Map.of(ProducerConfig.PARTITIONER_CLASS_CONFIG, FaultyPartitioner.class));
        capture.start();
        try (CommittedRecords records = fixture.records()) {
            fixture.insertCustomers(operation, 300);

            assertThat(fixture.operationRows(records.await(300, TIME, ofOperation(operation))))
                    .containsExactlyInAnyOrderElementsOf(rows(300));
            assertThat(FaultyPartitioner.hasFailed()).isTrue();
            assertThat(capture.restarts()).isEqualTo(1);
        } finally {
            capture.stop();
        }
    }

    @Test
    void losesNoBatchThatTheBrokerRefuses() throws Exception {
        UUID operation = fixture.operation("import", UUID.randomUUID());
        Capture capture = fixture.capture(50);
        capture.start();
        try (CommittedRecords records = fixture.records();
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", fixture.kafka().bootstrapServers()))) {
            limitRecords(admin, OpType.SET);
            fixture.insertCustomers(operation, 200);
            await().atMost(TIME).until(() -> capture.restarts() > 0);
            limitRecords(admin, OpType.DELETE);

            assertThat(fixture.operationRows(records.await(200, TIME, ofOperation(operation))))
                    .containsExactlyInAnyOrderElementsOf(rows(200));
        } finally {
            capture.stop();
        }
    }

    private void limitRecords(Admin admin, OpType change) throws Exception {
        ConfigResource topic = new ConfigResource(
                ConfigResource.Type.TOPIC, fixture.topics().changes().name());
        admin.incrementalAlterConfigs(Map.of(
                        topic,
                        List.of(new AlterConfigOp(
                                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "100"), change))))
                .all()
                .get();
    }

    @Test
    void letsPostgresqlForgetTheLogOfABusyNeighbour() throws Exception {
        Capture capture = fixture.capture(500);
        capture.start();
        try {
            await().atMost(TIME).until(() -> capture.state().phase() == CaptureState.Phase.RUNNING);
            // Another database of the server, whose changes nobody captures.
            try (Connection neighbour = DriverManager.getConnection(
                            fixture.database().server().jdbcUrl("postgres"),
                            fixture.database().server().user(),
                            fixture.database().server().password());
                    var statement = neighbour.createStatement()) {
                statement.execute("select pg_logical_emit_message(false, 'neighbour', repeat('x', 1048576))"
                        + " from generate_series(1, 120)");
                // What the server does by itself every 15 s: it tells readers which transactions run.
                await().atMost(TIME).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                    statement.execute("select pg_log_standby_snapshot()");
                    assertThat(Long.parseLong(fixture.query(KEPT, fixture.slot())))
                            .isLessThan(32 * MEGABYTE);
                });
            }
            await().atMost(TIME).untilAsserted(() -> {
                SlotStatus slot = capture.state().findSlot().orElseThrow();
                assertThat(slot.keptBytes()).isLessThan(32 * MEGABYTE);
                assertThat(slot.lagBytes()).isLessThan(MEGABYTE);
                assertThat(capture.state().lag(Instant.now()).orElseThrow()).isLessThan(Duration.ofSeconds(10));
            });
        } finally {
            capture.stop();
        }
    }

    private static List<Long> rows(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }
}
