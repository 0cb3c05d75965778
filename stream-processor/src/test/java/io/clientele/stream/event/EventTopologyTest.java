package io.clientele.stream.event;

import static io.clientele.stream.event.Changes.CUSTOMER;
import static io.clientele.stream.event.Changes.TENANT;
import static io.clientele.stream.event.Changes.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.event.CustomerEvent;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.event.EventType;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.ValidEvents;
import io.clientele.stream.failure.PoisonRecords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B015")
class EventTopologyTest {
    private final Topics topics = Topics.withPrefix("t-");
    private TopologyTestDriver driver;
    private TestInputTopic<String, RowChange> changes;
    private TestOutputTopic<String, PublishedEvent> events;
    private TestOutputTopic<String, byte[]> deadLetters;

    @BeforeEach
    void start() {
        StreamsBuilder builder = new StreamsBuilder();
        new EventTopology(topics).build(builder);
        Properties config = new Properties();
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        driver = new TopologyTestDriver(builder.build(config), config);
        changes = driver.createInputTopic(
                topics.changes().name(),
                new StringSerializer(),
                topics.changes().value().serializer());
        events = driver.createOutputTopic(topics.events().name(), new StringDeserializer(), new ValidEvents());
        deadLetters = driver.createOutputTopic(
                topics.changes().deadLetters(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void nothingElseCameOut() {
        assertThat(events.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
        driver.close();
    }

    @Test
    void makesCustomerCreatedOfAnInsert() {
        pipe(Changes.created("import"));

        TestRecord<String, PublishedEvent> record = events.readRecord();
        PublishedEvent event = record.value();
        assertThat(record.key()).isEqualTo(CUSTOMER.toString());
        assertThat(event.event()).isEqualTo(new CustomerEvent.Created(CUSTOMER, 1, "active", "CA", null, null, null));
        assertThat(event.context().id()).isEqualTo(EventId.of(EventType.CREATED, TENANT, CUSTOMER, 1));
        assertThat(event.context().tenantId()).isEqualTo(TENANT);
        assertThat(event.context().time()).isEqualTo(TIME);
        assertThat(event.context().sequence()).isEqualTo(1);
        assertThat(event.context().operationId()).isEqualTo(Changes.OPERATION);
        assertThat(event.context().actorId()).isEqualTo(Changes.ACTOR);
        assertThat(event.context().bulk()).isTrue();
        assertThat(event.context().traceparent()).isEqualTo(Changes.TRACEPARENT);
        assertThat(record.headers())
                .extracting(header -> header.key())
                .contains("ce_id", "ce_type", "content-type")
                .doesNotContain("table", "lsn");
    }

    @Test
    void makesNoSecondEventOfAChangeSeenBefore() {
        pipe(Changes.created("api"));
        pipe(Changes.updated(2, Map.of(), Map.of("email", "AQM=")));
        events.readValuesToList();

        pipe(Changes.created("api"));
        pipe(Changes.updated(2, Map.of(), Map.of("email", "AQM=")));
        pipe(Changes.change(RowChange.CUSTOMER, ChangeKind.READ, null, Changes.customer(2, Map.of()), null));
    }

    @Test
    void makesCustomerCreatedOfASnapshotOfAnUnknownCustomerOnly() {
        RowChange read = Changes.change(RowChange.CUSTOMER, ChangeKind.READ, null, Changes.customer(5, Map.of()), null);
        pipe(read);
        pipe(read);
        pipe(Changes.change(RowChange.CUSTOMER, ChangeKind.READ, null, Changes.customer(6, Map.of()), null));

        assertThat(types()).containsExactly(EventType.CREATED, EventType.UPDATED);
    }

    @Test
    void namesTheChangedFieldsAndNotTheBookkeeping() {
        pipe(Changes.updated(
                2,
                Map.of("tags", List.of("vip")),
                Map.of("email", "AQM=", "email_index", "AQM=", "notes", "AQ==", "tags", List.of("vip", "fleet"))));

        assertThat(events.readValue().event())
                .isEqualTo(new CustomerEvent.Updated(CUSTOMER, 2, List.of("email", "notes", "tags"), null));
    }

    @Test
    void saysNothingOfAnUpdateWithoutAChangeOrWithANewOwnerOnly() {
        pipe(Changes.updated(2, Map.of(), Map.of()));
        pipe(Changes.updated(3, Map.of(), Map.of("owner_professional_id", new UUID(8, 8).toString())));
    }

    @Test
    void makesDeletedAndRestoredOfTheMark() {
        pipe(Changes.updated(2, Map.of(), Map.of("deleted_at", TIME.toString())));
        pipe(Changes.updated(3, Map.of("deleted_at", TIME.toString()), Map.of()));

        assertThat(types()).containsExactly(EventType.DELETED, EventType.RESTORED);
    }

    @Test
    void makesDeletedOfAPhysicalDeleteUnlessItOnlyCleansUp() {
        pipe(Changes.change(RowChange.CUSTOMER, ChangeKind.DELETE, Changes.customer(2, Map.of()), null, "erasure"));
        pipe(Changes.change(
                RowChange.CUSTOMER,
                ChangeKind.DELETE,
                Changes.customer(9, Map.of("deleted_at", TIME.toString())),
                null,
                "retention"));

        assertThat(types()).containsExactly(EventType.DELETED);
    }

    @Test
    void numbersTheEventsOfACustomerWithoutGapsAcrossTables() {
        UUID transfer = new UUID(5, 1);
        UUID owner = new UUID(5, 2);
        pipe(Changes.created("api"));
        pipe(Changes.change(
                RowChange.OWNERSHIP_HISTORY,
                ChangeKind.CREATE,
                null,
                Changes.of(
                        transfer,
                        Map.of(
                                "new_owner_id",
                                owner.toString(),
                                "transferred_by",
                                owner.toString(),
                                "transferred_at",
                                TIME.toString())),
                "transfer"));
        pipe(vehicle(1, ChangeKind.CREATE));
        pipe(vehicle(2, ChangeKind.UPDATE));
        pipe(Changes.change(
                RowChange.ACTIVITY,
                ChangeKind.CREATE,
                null,
                Changes.of(new UUID(5, 4), Map.of("activity_type", "service", "created_at", TIME.toString())),
                "api"));
        pipe(Changes.change(RowChange.REFERRAL, ChangeKind.CREATE, null, Changes.of(new UUID(5, 5), Map.of()), "api"));

        List<PublishedEvent> all = events.readValuesToList();
        assertThat(all)
                .extracting(PublishedEvent::type)
                .containsExactly(
                        EventType.CREATED,
                        EventType.OWNERSHIP_TRANSFERRED,
                        EventType.VEHICLE_ADDED,
                        EventType.ACTIVITY_LOGGED);
        assertThat(all).extracting(event -> event.context().sequence()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(all.get(1).event())
                .isEqualTo(new CustomerEvent.OwnershipTransferred(CUSTOMER, transfer, null, owner, owner));
    }

    /// What a new snapshot reads after a life in which every table had its events, and after a vehicle went its ways.
    @Test
    void aNewSnapshotOfEverythingMakesNoSecondEventAndNoGap() {
        List<RowChange> life = List.of(
                Changes.created("api"),
                Changes.updated(2, Map.of(), Map.of("email", "AQM=")),
                ledger(
                        RowChange.OWNERSHIP_HISTORY,
                        new UUID(5, 1),
                        Map.of(
                                "new_owner_id",
                                new UUID(5, 2).toString(),
                                "transferred_by",
                                new UUID(5, 2).toString(),
                                "transferred_at",
                                TIME.toString())),
                vehicle(1, ChangeKind.CREATE),
                keeper(ChangeKind.CREATE, 1, null),
                keeper(ChangeKind.UPDATE, 2, TIME),
                ledger(
                        RowChange.ACTIVITY,
                        new UUID(5, 4),
                        Map.of("activity_type", "service", "created_at", TIME.toString())),
                ledger(
                        RowChange.CONSENT,
                        new UUID(5, 5),
                        Map.of("purpose", "marketing", "channel", "web", "recorded_at", TIME.toString())),
                ledger(
                        RowChange.MERGE,
                        new UUID(5, 6),
                        Map.of(
                                "merged_customer_id",
                                new UUID(5, 7).toString(),
                                "decided_by",
                                new UUID(5, 7).toString(),
                                "decided_at",
                                TIME.toString())),
                ledger(
                        RowChange.ERASURE,
                        new UUID(5, 8),
                        Map.of("erased_by", new UUID(5, 7).toString(), "erased_at", TIME.toString())),
                operation(ChangeKind.UPDATE, "import", "completed"));
        life.forEach(this::pipe);
        List<PublishedEvent> told = events.readValuesToList();
        assertThat(told).hasSize(10).extracting(event -> event.context().id()).doesNotHaveDuplicates();

        life.forEach(change -> pipe(new RowChange(
                change.table(),
                ChangeKind.READ,
                null,
                change.after(),
                change.lsn() + 9_000,
                0,
                TIME.plusSeconds(3600),
                change.operationKind(),
                change.actorId(),
                null)));
        assertThat(events.isEmpty()).isTrue();

        pipe(Changes.updated(3, Map.of(), Map.of("notes", "AQM=")));
        assertThat(events.readValue().context().sequence()).isEqualTo(10);
    }

    @Test
    void ignoresTombstonesAndOperationsThatAreNoImportOrStillRun() {
        changes.pipeInput(CUSTOMER.toString(), null);
        pipe(operation(ChangeKind.CREATE, "import", "running"));
        pipe(operation(ChangeKind.CREATE, "api", "completed"));
        pipe(operation(ChangeKind.UPDATE, "bulk-tag", "completed"));
    }

    @Test
    void makesImportCompletedOfTheEndOfAnImportOnce() {
        pipe(operation(ChangeKind.CREATE, "import", "running"));
        pipe(operation(ChangeKind.UPDATE, "import", "failed"));
        pipe(operation(ChangeKind.UPDATE, "import", "failed"));
        pipe(operation(ChangeKind.READ, "import", "failed"));

        TestRecord<String, PublishedEvent> record = events.readRecord();
        assertThat(record.key()).isEqualTo(Changes.OPERATION.toString());
        assertThat(record.value().event())
                .isEqualTo(new CustomerEvent.ImportCompleted(Changes.OPERATION, "failed", 12, TIME));
        assertThat(record.value().customerId()).isNull();
        assertThat(record.value().context().sequence()).isEqualTo(1);
        assertThat(record.value().context().time()).isEqualTo(TIME.plusSeconds(9));
    }

    @Test
    void makesConsentChangedOfARowOfTheLedger() {
        pipe(ledger(
                RowChange.CONSENT,
                new UUID(5, 5),
                Map.of("purpose", "marketing", "given", true, "channel", "web", "recorded_at", TIME.toString())));
        pipe(ledger(
                RowChange.CONSENT,
                new UUID(5, 6),
                Map.of("purpose", "marketing", "given", false, "channel", "web", "recorded_at", TIME.toString())));

        assertThat(events.readValuesToList())
                .extracting(PublishedEvent::event)
                .containsExactly(
                        new CustomerEvent.ConsentChanged(
                                CUSTOMER, new UUID(5, 5), "marketing", true, "web", null, null),
                        new CustomerEvent.ConsentChanged(
                                CUSTOMER, new UUID(5, 6), "marketing", false, "web", null, null));
    }

    @Test
    void makesMergedUnmergedAndErasedOfTheirLedgers() {
        UUID merge = new UUID(5, 1);
        UUID other = new UUID(5, 2);
        UUID erasure = new UUID(5, 4);
        String by = Changes.ACTOR.toString();
        Map<String, Object> decision =
                Map.of("merged_customer_id", other.toString(), "decided_by", by, "decided_at", TIME.toString());
        Map<String, Object> undoing = new java.util.HashMap<>(decision);
        undoing.put("undoes_id", merge.toString());
        for (RowChange change : List.of(
                ledger(RowChange.MERGE, merge, decision),
                ledger(RowChange.MERGE, new UUID(5, 3), undoing),
                ledger(RowChange.ERASURE, erasure, Map.of("erased_by", by, "erased_at", TIME.toString())))) {
            pipe(change);
            pipe(change);
        }

        List<PublishedEvent> all = events.readValuesToList();
        assertThat(all)
                .extracting(PublishedEvent::event)
                .containsExactly(
                        new CustomerEvent.Merged(CUSTOMER, merge, other, Changes.ACTOR),
                        new CustomerEvent.Unmerged(CUSTOMER, merge, other, Changes.ACTOR),
                        new CustomerEvent.Erased(CUSTOMER, erasure, Changes.ACTOR));
        assertThat(all).extracting(event -> event.context().sequence()).containsExactly(1L, 2L, 3L);
        assertThat(all).extracting(event -> event.context().time()).containsOnly(TIME);
    }

    @Test
    void saysNothingOfLedgerRowsThatAreTakenAway() {
        pipe(Changes.change(
                RowChange.ERASURE, ChangeKind.DELETE, Changes.of(new UUID(5, 4), Map.of()), null, "erasure"));
    }

    @Test
    void sendsAChangeWhoseImagesWereLeftOutToTheDeadLettersAndGoesOn() {
        var raw = driver.createInputTopic(
                topics.changes().name(),
                new StringSerializer(),
                new org.apache.kafka.common.serialization.ByteArraySerializer());
        raw.pipeInput("k", """
                {"source":{"table":"customer","lsn":5},"op":"u","left_out_bytes":5600000}
                """.getBytes(StandardCharsets.UTF_8));

        pipe(Changes.created("api"));

        assertThat(events.readValue().context().sequence()).isEqualTo(1);
        TestRecord<String, byte[]> letter = deadLetters.readRecord();
        assertThat(DeadLetter.header(letter.headers(), DeadLetter.CAUSE)).isEqualTo("too_large");
        assertThat(DeadLetter.header(letter.headers(), DeadLetter.REASON))
                .isEqualTo("MalformedRecordException: a change of 5600000 bytes, whose images were left out");
    }

    @Test
    void sendsPoisonToTheDeadLettersWithTheReasonAndGoesOn() {
        var raw = driver.createInputTopic(
                topics.changes().name(),
                new StringSerializer(),
                new org.apache.kafka.common.serialization.ByteArraySerializer());
        raw.pipeInput("k", "{garbage jane@example.com".getBytes(StandardCharsets.UTF_8));
        Map<String, Object> incomplete = Changes.customer(1, Map.of());
        incomplete.remove("status");
        pipe(Changes.change(RowChange.CUSTOMER, ChangeKind.CREATE, null, incomplete, "api"));

        pipe(Changes.created("api"));

        assertThat(events.readValue().context().sequence()).isEqualTo(1);
        List<TestRecord<String, byte[]>> letters = deadLetters.readRecordsToList();
        assertThat(letters)
                .hasSize(2)
                .allSatisfy(letter -> assertThat(reason(letter))
                        .startsWith("MalformedRecordException")
                        .doesNotContain("jane"));
        assertThat(letters.getFirst().value()).asString().startsWith("{garbage");
        assertThat(reason(letters.getLast())).contains("status");
    }

    private static RowChange keeper(ChangeKind kind, long version, Instant until) {
        Map<String, Object> row =
                Changes.of(new UUID(5, 9), Map.of("version", version, "vehicle_id", new UUID(5, 3).toString()));
        if (until != null) {
            row.put("until_at", until.toString());
        }
        return Changes.change(RowChange.VEHICLE_KEEPER, kind, null, row, "api");
    }

    private static RowChange ledger(String table, UUID id, Map<String, Object> columns) {
        return Changes.change(table, ChangeKind.CREATE, null, Changes.of(id, columns), "api");
    }

    private static RowChange operation(ChangeKind change, String kind, String status) {
        Map<String, Object> row = new java.util.HashMap<>(Map.of(
                "tenant_id",
                TENANT.toString(),
                "id",
                Changes.OPERATION.toString(),
                "kind",
                kind,
                "status",
                status,
                "changed_rows",
                12,
                "started_at",
                TIME.toString()));
        if (!status.equals("running")) {
            row.put("finished_at", TIME.plusSeconds(9).toString());
        }
        return Changes.change(RowChange.OPERATION, change, null, row, kind);
    }

    private static String reason(TestRecord<String, byte[]> letter) {
        return new String(letter.headers().lastHeader("dead_letter_reason").value(), StandardCharsets.UTF_8);
    }

    private static RowChange vehicle(long version, ChangeKind kind) {
        Map<String, Object> row = Changes.of(
                new UUID(5, 3),
                Map.of(
                        "version",
                        version,
                        "make",
                        "Honda",
                        "model",
                        "Civic",
                        "year",
                        2019,
                        "status",
                        "owned",
                        "is_primary",
                        true,
                        "created_at",
                        TIME.toString()));
        return Changes.change(RowChange.VEHICLE, kind, kind == ChangeKind.UPDATE ? row : null, row, "api");
    }

    private void pipe(RowChange change) {
        changes.pipeInput(change.key(), change);
    }

    private List<EventType> types() {
        return events.readValuesToList().stream().map(PublishedEvent::type).toList();
    }
}
