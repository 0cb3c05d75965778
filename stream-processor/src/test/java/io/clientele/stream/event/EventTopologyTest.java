package io.clientele.stream.event;

import static io.clientele.stream.event.Changes.CUSTOMER;
import static io.clientele.stream.event.Changes.TENANT;
import static io.clientele.stream.event.Changes.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.event.CustomerEvent;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.event.EventType;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.failure.PoisonRecords;
import java.nio.charset.StandardCharsets;
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
        events = driver.createOutputTopic(
                topics.events().name(),
                new StringDeserializer(),
                topics.events().value().deserializer());
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
        pipe(Changes.change(RowChange.CONSENT, ChangeKind.CREATE, null, Changes.of(new UUID(5, 5), Map.of()), "api"));

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

    @Test
    void everyEventKeepsToItsSchema() {
        pipe(Changes.created("api"));
        pipe(vehicle(1, ChangeKind.CREATE));
        pipe(Changes.updated(2, Map.of(), Map.of("email", "AQM=")));
        var raw =
                driver.createOutputTopic(topics.events().name(), new StringDeserializer(), new ByteArrayDeserializer());

        for (TestRecord<String, byte[]> record : raw.readRecordsToList()) {
            String type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(EventType.class.getResourceAsStream("/events/" + type + ".json"), InputFormat.JSON);
            assertThat(schema.validate(new String(record.value(), StandardCharsets.UTF_8), InputFormat.JSON))
                    .as(type)
                    .isEmpty();
        }
    }

    @Test
    void ignoresTombstonesAndOperations() {
        changes.pipeInput(CUSTOMER.toString(), null);
        pipe(Changes.change(
                RowChange.OPERATION,
                ChangeKind.CREATE,
                null,
                Map.of("tenant_id", TENANT.toString(), "id", Changes.OPERATION.toString()),
                "import"));
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
