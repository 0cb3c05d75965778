package io.clientele.stream.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.stream.CommittedRecords;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.Status;

@Tag("REQ-CM-B015")
@ExtendWith(Servers.class)
class CaptureIT {
    private static final Duration TIME = Duration.ofSeconds(40);

    private CaptureFixture fixture;

    @BeforeEach
    void prepare(TestDatabase database, KafkaAddress kafka) throws Exception {
        fixture = CaptureFixture.create(database, kafka);
    }

    @Test
    void publishesRowsInOrderAsTheyAreStoredWithWhoDidIt() throws Exception {
        UUID actor = UUID.randomUUID();
        UUID customer = UUID.randomUUID();
        // Longer than a page keeps in the row, so that the last update does not carry it.
        byte[] notes = new byte[20_000];
        new java.util.Random(1).nextBytes(notes);
        // Committed before capture starts: the position is where the slot was made.
        UUID operation = fixture.operation("import", actor);
        fixture.execute("""
                insert into customer (tenant_id, id, email, phone, first_name, last_name, notes, tags, created_at,
                                      updated_at, operation_id)
                values (?, ?, '\\xfffe', '\\x01', '\\x02', '\\x03', ?, '{vip,fleet}', now(), now(), ?)
                """, CaptureFixture.TENANT, customer, notes, operation);
        Capture capture = fixture.capture(500);
        capture.start();
        try (CommittedRecords records = fixture.records()) {
            records.await(1, TIME, ofKey(customer));
            fixture.execute("""
                    insert into customer_vehicle (tenant_id, id, customer_id, make, model, year, created_at, updated_at,
                                                  operation_id)
                    values (?, ?, ?, 'Honda', 'Civic', 2019, now(), now(), ?)
                    """, CaptureFixture.TENANT, UUID.randomUUID(), customer, operation);
            fixture.execute(
                    "update customer set status = 'blocked', version = 2 where tenant_id = ? and id = ?",
                    CaptureFixture.TENANT,
                    customer);

            List<RowChange> changes = fixture.read(records.await(3, TIME, ofKey(customer)));

            assertThat(changes)
                    .extracting(RowChange::table)
                    .containsExactly(RowChange.CUSTOMER, RowChange.VEHICLE, RowChange.CUSTOMER);
            assertThat(changes).extracting(RowChange::lsn).isSorted();
            assertThat(changes).extracting(RowChange::tenantId).containsOnly(CaptureFixture.TENANT);
            assertThat(changes).extracting(RowChange::operationKind).containsOnly("import");
            assertThat(changes).extracting(RowChange::actorId).containsOnly(actor);
            RowChange update = changes.getLast();
            assertThat(update.kind()).isEqualTo(ChangeKind.UPDATE);
            assertThat(update.row().bytes("email")).containsExactly(0xff, 0xfe);
            assertThat(update.row().bytes("notes")).isEqualTo(notes);
            assertThat(update.row().list("tags")).containsExactly("vip", "fleet");
            assertThat(update.row().instant("created_at")).isNotNull();
            assertThat(update.row().changedColumns(update.before())).containsExactly("status", "version");
        } finally {
            capture.stop();
        }
    }

    @Test
    void sendsEveryRowOfOneStatementOnceAlthoughKilledInTheMiddle() throws Exception {
        UUID operation = fixture.operation("import", UUID.randomUUID());
        Predicate<ConsumerRecord<String, byte[]>> ofOperation = CaptureFixture.ofOperation(operation);
        Process first = CaptureProcess.start(fixture, 1000);
        try (CommittedRecords records = fixture.records()) {
            fixture.insertCustomers(operation, 3000);
            assertThat(first.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(first.exitValue()).isEqualTo(137);
            long before =
                    records.await(3000, Duration.ofSeconds(2), ofOperation).size();
            // The count that it dies at may include a change that is no customer, the last commit may be open.
            assertThat(before).isBetween(1L, 2999L);

            Process second = CaptureProcess.start(fixture, 0);
            try {
                List<RowChange> changes = fixture.read(records.await(3000, TIME, ofOperation));

                assertThat(changes).hasSize(3000);
                assertThat(changes)
                        .extracting(change -> change.row().requireNumber("operation_row"))
                        .doesNotHaveDuplicates();
            } finally {
                second.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void standbyTakesOverWithinSecondsAndRepeatsNothing() throws Exception {
        Capture leader = fixture.capture(500);
        Capture standby = fixture.capture(500);
        leader.start();
        until(leader, CaptureState.Phase.RUNNING);
        standby.start();
        until(standby, CaptureState.Phase.STANDBY);
        try (CommittedRecords records = fixture.records()) {
            UUID operation = fixture.operation("import", UUID.randomUUID());
            fixture.insertCustomers(operation, 10);
            records.await(10, TIME, CaptureFixture.ofOperation(operation));

            leader.stop();
            await().atMost(Duration.ofSeconds(10)).until(() -> standby.state().phase() == CaptureState.Phase.RUNNING);
            fixture.insertCustomers(operation, 10);

            assertThat(records.await(20, TIME, CaptureFixture.ofOperation(operation)))
                    .hasSize(20);
            assertThat(new CaptureHealth(standby, fixture.settings(500), Clock.systemUTC())
                            .health()
                            .getStatus())
                    .isEqualTo(Status.UP);
        } finally {
            leader.stop();
            standby.stop();
        }
    }

    @Test
    void goesOnAfterPostgresqlCutsItsConnections() throws Exception {
        Capture capture = fixture.capture(500);
        capture.start();
        until(capture, CaptureState.Phase.RUNNING);
        try (CommittedRecords records = fixture.records()) {
            UUID operation = fixture.operation("import", UUID.randomUUID());
            fixture.insertCustomers(operation, 10);
            records.await(10, TIME, CaptureFixture.ofOperation(operation));

            fixture.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = ? and usename = 'clientele_cdc'",
                    fixture.database().name());
            fixture.insertCustomers(operation, 10);

            assertThat(records.await(20, TIME, CaptureFixture.ofOperation(operation)))
                    .hasSize(20);
            assertThat(capture.restarts()).isPositive();
        } finally {
            capture.stop();
        }
    }

    private static void until(Capture capture, CaptureState.Phase phase) {
        await().atMost(TIME).until(() -> capture.state().phase() == phase);
    }

    private static Predicate<ConsumerRecord<String, byte[]>> ofKey(UUID key) {
        return record -> key.toString().equals(record.key());
    }
}
