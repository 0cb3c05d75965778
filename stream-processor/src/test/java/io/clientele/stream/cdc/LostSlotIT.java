package io.clientele.stream.cdc;

import static io.clientele.stream.cdc.CaptureFixture.ofOperation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.stream.CommittedRecords;
import io.clientele.stream.event.EventTopology;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.Status;

@Tag("REQ-CM-B015")
@ExtendWith(Servers.class)
class LostSlotIT {
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final Duration ALARM = Duration.ofSeconds(30);

    private CaptureFixture fixture;

    @BeforeEach
    void prepare(TestDatabase database, KafkaAddress kafka) throws Exception {
        fixture = CaptureFixture.create(database, kafka);
    }

    @Test
    void isAnAlarmUntilASnapshotIsAllowedWhichBringsEveryChangeOnce() throws Exception {
        UUID before = fixture.operation("import", UUID.randomUUID());
        UUID missed = fixture.operation("import", UUID.randomUUID());
        UUID after = fixture.operation("import", UUID.randomUUID());
        try (CommittedRecords records = fixture.records()) {
            Capture capture = fixture.capture(500);
            capture.start();
            fixture.insertCustomers(before, 20);
            records.await(20, TIME, ofOperation(before));
            capture.stop();

            fixture.insertCustomers(missed, 20);
            // One of them is changed, and one deleted, while nobody looks.
            touch(before, 7, "status = 'blocked'");
            touch(before, 8, "deleted_at = now()");
            invalidateSlot();

            expectAlarm("the replication slot is lost");
            assertThat(records.await(0, TIME, ofOperation(missed))).isEmpty();

            Capture anew = fixture.capture(fixture.settings(10, CaptureSettings.WhenLost.SNAPSHOT), Map.of());
            anew.start();
            try {
                records.await(20, TIME, ofOperation(missed));
                fixture.insertCustomers(after, 5);
                records.await(5, TIME, ofOperation(after));
            } finally {
                anew.stop();
            }
            assertThat(anew.snapshots()).isEqualTo(1);
            // What was read is known, and a restart goes on after it, whatever is configured.
            Capture again = fixture.capture(500);
            again.start();
            try {
                fixture.insertCustomers(after, 1);
                records.await(6, TIME, ofOperation(after));
                assertThat(again.snapshots()).isZero();
            } finally {
                again.stop();
            }

            assertThat(eventsOf(records.poll(0)))
                    .containsOnlyOnceElementsOf(List.of("UPDATED 2", "DELETED 2"))
                    .filteredOn(event -> event.startsWith("CREATED"))
                    .hasSize(20 + 20 + 6);
        }
    }

    @Test
    void isNotSkippedWhenAnotherSlotTookItsName() throws Exception {
        UUID missed = fixture.operation("import", UUID.randomUUID());
        try (CommittedRecords records = fixture.records()) {
            Capture capture = fixture.capture(500);
            capture.start();
            fixture.insertCustomers(fixture.operation("import", UUID.randomUUID()), 1);
            records.await(1, TIME, record -> true);
            capture.stop();
            fixture.execute("select pg_drop_replication_slot(?)", fixture.slot());
            fixture.insertCustomers(missed, 5);
            fixture.database().slot();

            expectAlarm("the replication slot begins");
            assertThat(records.await(0, TIME, ofOperation(missed))).isEmpty();
        }
    }

    @Test
    void isNotMadeUpForByARoleThatSeesNoRows() throws Exception {
        String role = "cdc_" + UUID.randomUUID().toString().replace("-", "");
        fixture.execute("create role " + role + " login replication nobypassrls password 'secret'");
        try {
            fixture.execute("grant select on all tables in schema public to " + role);
            fixture.execute("select pg_drop_replication_slot(?)", fixture.slot());
            CaptureSettings settings = fixture.settings(500, CaptureSettings.WhenLost.SNAPSHOT);
            Capture capture = fixture.capture(as(settings, role), Map.of());
            capture.start();
            try {
                await().atMost(ALARM).until(() -> capture.state().phase() == CaptureState.Phase.LOST);
                assertThat(capture.state().problem()).contains("needs bypassrls");
            } finally {
                capture.stop();
            }
        } finally {
            fixture.execute("drop owned by " + role);
            fixture.execute("drop role " + role);
            fixture.database().slot();
        }
    }

    private void expectAlarm(String problem) {
        Capture capture = fixture.capture(500);
        CaptureHealth health = new CaptureHealth(capture, fixture.settings(500), Clock.systemUTC());
        capture.start();
        try {
            await().atMost(ALARM).until(() -> capture.state().phase() == CaptureState.Phase.LOST);
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.health().getDetails().get("problem"))
                    .asString()
                    .startsWith(problem)
                    .contains("clientele.cdc.when-lost");
        } finally {
            capture.stop();
        }
    }

    /// As the server does when the log that a slot needs would take more than `max_slot_wal_keep_size`; that the slot
    /// was idle for too long is the reason that can be had quickly.
    private void invalidateSlot() throws Exception {
        fixture.execute("alter system set idle_replication_slot_timeout = '1s'");
        try {
            fixture.execute("select pg_reload_conf()");
            await().atMost(TIME).until(() -> {
                fixture.execute("checkpoint");
                return !fixture.query(
                                "select invalidation_reason from pg_replication_slots"
                                        + " where slot_name = ? and invalidation_reason is not null",
                                fixture.slot())
                        .isEmpty();
            });
        } finally {
            fixture.execute("alter system reset idle_replication_slot_timeout");
            fixture.execute("select pg_reload_conf()");
        }
    }

    private void touch(UUID operation, int row, String change) throws Exception {
        fixture.execute(
                "update customer set version = version + 1, updated_at = now(), " + change
                        + " where tenant_id = ? and operation_id = ? and operation_row = ?",
                CaptureFixture.TENANT,
                operation,
                row);
    }

    /// What the topology makes of the changes: type and version, in the order in which they come.
    private List<String> eventsOf(List<ConsumerRecord<String, byte[]>> changes) {
        StreamsBuilder builder = new StreamsBuilder();
        new EventTopology(fixture.topics()).build(builder);
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), new Properties())) {
            var input = driver.createInputTopic(
                    fixture.topics().changes().name(),
                    new StringSerializer(),
                    fixture.topics().changes().value().serializer());
            var output = driver.createOutputTopic(
                    fixture.topics().events().name(),
                    new StringDeserializer(),
                    fixture.topics().events().value().deserializer());
            List<RowChange> read = fixture.read(changes);
            for (int i = 0; i < read.size(); i++) {
                input.pipeInput(changes.get(i).key(), read.get(i));
            }
            return output.readValuesToList().stream().map(LostSlotIT::text).toList();
        }
    }

    private static String text(PublishedEvent event) {
        long version = switch (event.event()) {
            case io.clientele.schemas.event.CustomerEvent.Updated updated -> updated.version();
            case io.clientele.schemas.event.CustomerEvent.Deleted deleted -> deleted.version();
            default -> 0;
        };
        return event.event().type() + " " + version;
    }

    private static CaptureSettings as(CaptureSettings settings, String role) {
        return new CaptureSettings(
                true,
                settings.host(),
                settings.port(),
                settings.database(),
                role,
                "secret",
                settings.slot(),
                settings.publication(),
                settings.whenLost(),
                settings.heartbeatInterval(),
                settings.maxSilence(),
                settings.maxLag(),
                settings.pollInterval(),
                settings.maxBatch(),
                settings.maxQueue());
    }
}
