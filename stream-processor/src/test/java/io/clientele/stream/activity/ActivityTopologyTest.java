package io.clientele.stream.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.schemas.event.ActivityEntry;
import io.clientele.schemas.event.CustomerEvent;
import io.clientele.schemas.event.EventContext;
import io.clientele.schemas.event.EventHeaders;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.event.PublishedEventSerde;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.failure.PoisonRecords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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

@Tag("REQ-CM-B004")
class ActivityTopologyTest {
    private static final UUID CUSTOMER = new UUID(1, 1);
    private static final Instant TIME = Instant.parse("2026-11-22T08:00:00.123456Z");

    private final Topics topics = Topics.withPrefix("t-");
    private TopologyTestDriver driver;
    private TestInputTopic<String, PublishedEvent> events;
    private TestOutputTopic<String, ActivityEntry> activities;
    private TestOutputTopic<String, byte[]> deadLetters;

    @BeforeEach
    void start() {
        StreamsBuilder builder = new StreamsBuilder();
        new ActivityTopology(topics).build(builder);
        Properties config = new Properties();
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        driver = new TopologyTestDriver(builder.build(config), config);
        events = driver.createInputTopic(
                topics.events().name(),
                new StringSerializer(),
                topics.events().value().serializer());
        activities = driver.createOutputTopic(
                topics.activities().name(),
                new StringDeserializer(),
                topics.activities().value().deserializer());
        deadLetters = driver.createOutputTopic(
                topics.events().deadLetters(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void nothingElseCameOut() {
        assertThat(activities.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
        driver.close();
    }

    @Test
    void logsACreatedCustomer() {
        pipe(new CustomerEvent.Created(CUSTOMER, 1, "active", "CA", null, null, null), false);

        ActivityEntry entry = activities.readValue();
        assertThat(entry.description()).isEqualTo("Customer created");
        assertThat(entry.activityType()).isEqualTo("status_change");
        assertThat(entry.customerId()).isEqualTo(CUSTOMER);
        assertThat(entry.tenantId()).isEqualTo(new UUID(2, 2));
        assertThat(entry.createdAt()).isEqualTo(TIME);
        assertThat(entry.createdBy()).isEqualTo(new UUID(6, 6));
        assertThat(entry.operationId()).isEqualTo(new UUID(5, 5));
        assertThat(entry.metadata().path("event_type").asString()).isEqualTo("customer.created");
    }

    @Test
    void makesTheSameActivityOfTheSameEvent() {
        CustomerEvent event = new CustomerEvent.Created(CUSTOMER, 1, "active", "CA", null, null, 12L);
        pipe(event, true);
        pipe(event, true);

        ActivityEntry first = activities.readValue();
        assertThat(activities.readValue()).isEqualTo(first);
        assertThat(first.description()).isEqualTo("Customer created by import");
    }

    @Test
    void logsChangesDeletionsAndTransfersWithWhatTheyConcern() {
        UUID transfer = new UUID(7, 7);
        UUID owner = new UUID(8, 8);
        pipe(new CustomerEvent.Updated(CUSTOMER, 2, List.of("email", "notes"), null), false);
        pipe(new CustomerEvent.Deleted(CUSTOMER, 3), true);
        pipe(new CustomerEvent.Restored(CUSTOMER, 4), false);
        pipe(new CustomerEvent.OwnershipTransferred(CUSTOMER, transfer, owner, new UUID(9, 9), owner), false);
        pipe(new CustomerEvent.VehicleAdded(CUSTOMER, owner, 1, "Honda", "Civic", 2019, "owned", true), false);
        pipe(new CustomerEvent.VehicleUpdated(CUSTOMER, owner, 2, List.of("color", "mileage")), false);
        pipe(new CustomerEvent.VehicleRemoved(CUSTOMER, owner, false), true);
        pipe(new CustomerEvent.VehicleRemoved(CUSTOMER, new UUID(8, 1), true), false);
        pipe(new CustomerEvent.ConsentChanged(CUSTOMER, owner, "marketing", true, "web", null, null), false);
        pipe(new CustomerEvent.ConsentChanged(CUSTOMER, transfer, "marketing", false, "web", null, null), false);
        pipe(new CustomerEvent.Merged(CUSTOMER, transfer, new UUID(9, 9), owner), false);
        pipe(new CustomerEvent.Unmerged(CUSTOMER, transfer, new UUID(9, 9), owner), false);

        List<ActivityEntry> entries = activities.readValuesToList();
        assertThat(entries)
                .extracting(ActivityEntry::description)
                .containsExactly(
                        "Customer updated: email, notes",
                        "Customer deleted by bulk operation",
                        "Customer restored",
                        "Ownership transferred",
                        "Vehicle added",
                        "Vehicle updated: color, mileage",
                        "Vehicle removed by bulk operation",
                        "Vehicle transferred to another customer",
                        "Consent given: marketing",
                        "Consent withdrawn: marketing",
                        "Another customer was merged into this one",
                        "A merge was taken back");
        assertThat(entries.get(3).relatedEntityId()).isEqualTo(transfer);
        assertThat(entries.get(3).relatedEntityType()).isEqualTo("ownership_transfer");
        assertThat(entries.get(3).professionalId()).isEqualTo(new UUID(9, 9));
        assertThat(entries).extracting(ActivityEntry::id).doesNotHaveDuplicates();
    }

    @Test
    void doesNotLogItsOwnActivities() {
        pipe(
                new CustomerEvent.ActivityLogged(CUSTOMER, new UUID(7, 7), "status_change", null, null, null, null),
                false);
    }

    @Test
    void saysNothingOfTheErasedNorOfAnImportWhoseRecordsHaveTheirOwn() {
        pipe(new CustomerEvent.Erased(CUSTOMER, new UUID(7, 7), new UUID(8, 8)), false);
        pipe(new CustomerEvent.ImportCompleted(new UUID(5, 5), "completed", 3, TIME), true);
    }

    @Test
    void ignoresTombstones() {
        events.pipeInput(CUSTOMER.toString(), null);
    }

    @Test
    void sendsPoisonToTheDeadLettersAndGoesOn() {
        var raw = driver.createInputTopic(topics.events().name(), new StringSerializer(), new ByteArraySerializer());
        raw.pipeInput("k", "garbage".getBytes(StandardCharsets.UTF_8));

        pipe(new CustomerEvent.Deleted(CUSTOMER, 3), false);

        assertThat(activities.readValue().description()).isEqualTo("Customer deleted");
        assertThat(deadLetters.readRecord().headers().lastHeader("dead_letter_reason"))
                .isNotNull();
    }

    @Test
    void sendsEventsOfAnUnknownTypeOrVersionToTheDeadLettersAndGoesOn() {
        PublishedEventSerde serde = new PublishedEventSerde();
        var raw = driver.createInputTopic(topics.events().name(), new StringSerializer(), new ByteArraySerializer());
        for (String header : List.of(EventHeaders.TYPE, EventHeaders.DATASCHEMA)) {
            Headers headers = new RecordHeaders();
            byte[] data = serde.serialize("t", headers, published(new CustomerEvent.Deleted(CUSTOMER, 3), false));
            headers.remove(header)
                    .add(header, "urn:clientele:event:customer.deleted:2".getBytes(StandardCharsets.UTF_8));
            raw.pipeInput(new TestRecord<>(CUSTOMER.toString(), data, headers));
        }

        pipe(new CustomerEvent.Deleted(CUSTOMER, 4), false);

        assertThat(activities.readValue().description()).isEqualTo("Customer deleted");
        assertThat(deadLetters.readRecordsToList()).hasSize(2).allSatisfy(letter -> {
            assertThat(DeadLetter.header(letter.headers(), DeadLetter.CAUSE)).isEqualTo("unknown_schema");
            assertThat(DeadLetter.header(letter.headers(), DeadLetter.TOPIC)).isEqualTo("t-customer.events");
            assertThat(letter.value()).asString().contains("\"version\":3");
        });
    }

    @Test
    void sendsAnEventWhoseActivityIsTooLargeToTheDeadLettersAndGoesOn() {
        List<String> fields = java.util.stream.IntStream.range(0, 50_000)
                .mapToObj(i -> "a_field_" + i)
                .toList();
        pipe(new CustomerEvent.Updated(CUSTOMER, 2, fields, null), false);

        pipe(new CustomerEvent.Deleted(CUSTOMER, 3), false);

        assertThat(activities.readValue().description()).isEqualTo("Customer deleted");
        TestRecord<String, byte[]> letter = deadLetters.readRecord();
        assertThat(DeadLetter.header(letter.headers(), DeadLetter.CAUSE)).isEqualTo("too_large");
        assertThat(DeadLetter.header(letter.headers(), DeadLetter.CONSUMER)).isEqualTo("customer-activities");
        assertThat(DeadLetter.header(letter.headers(), DeadLetter.REASON)).contains("at most 900000");
        assertThat(letter.value()).asString().contains("a_field_49999");
    }

    private void pipe(CustomerEvent event, boolean bulk) {
        PublishedEvent published = published(event, bulk);
        events.pipeInput(published.key(), published);
    }

    private static PublishedEvent published(CustomerEvent event, boolean bulk) {
        EventContext context = new EventContext(
                io.clientele.schemas.event.EventId.of(
                        event.type(), new UUID(2, 2), event.subjectId(), event.hashCode()),
                new UUID(2, 2),
                TIME,
                1,
                new UUID(5, 5),
                bulk,
                new UUID(6, 6),
                null);
        return new PublishedEvent(context, event);
    }
}
