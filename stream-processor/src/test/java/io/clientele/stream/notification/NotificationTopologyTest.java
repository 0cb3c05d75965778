package io.clientele.stream.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.clientele.schemas.event.CustomerEvent;
import io.clientele.schemas.event.EventContext;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.event.NotificationKind;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.failure.PoisonRecords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B002")
class NotificationTopologyTest {
    private static final UUID TENANT = new UUID(2, 2);
    private static final UUID CUSTOMER = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final UUID ANN = new UUID(8, 8);
    private static final UUID BOB = new UUID(9, 9);
    private static final UUID OPERATION = new UUID(5, 5);
    private static final UUID LOGGED = UUID.fromString("01932c2e-3b4f-7c31-8d2a-9a3c1f6a6f3c");
    private static final Instant TIME = Instant.parse("2026-11-24T08:00:00.123456Z");
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Topics topics = Topics.withPrefix("t-");
    private TopologyTestDriver driver;
    private TestInputTopic<String, PublishedEvent> events;
    private TestOutputTopic<String, NotificationEntry> notifications;
    private TestOutputTopic<String, byte[]> deadLetters;
    private long sequence;

    @BeforeEach
    void start() {
        StreamsBuilder builder = new StreamsBuilder();
        new NotificationTopology(topics, QUIET).build(builder);
        Properties config = new Properties();
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        driver = new TopologyTestDriver(builder.build(config), config, TIME);
        events = driver.createInputTopic(
                topics.events().name(),
                new StringSerializer(),
                topics.events().value().serializer());
        notifications = driver.createOutputTopic(
                topics.notifications().name(),
                new StringDeserializer(),
                topics.notifications().value().deserializer());
        deadLetters = driver.createOutputTopic(
                topics.events().deadLetters(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void nothingElseCameOut() {
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        assertThat(notifications.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
        driver.close();
    }

    @Test
    @Tag("REQ-CM-B007")
    void tellsBothPartiesOfATransfer() {
        UUID transfer = new UUID(7, 7);
        pipe(CUSTOMER, new CustomerEvent.OwnershipTransferred(CUSTOMER, transfer, ANN, BOB, ANN), false);

        List<KeyValue<String, NotificationEntry>> told = notifications.readKeyValuesToList();
        assertThat(told).extracting(each -> each.key).containsExactly(BOB.toString(), ANN.toString());
        assertThat(told)
                .extracting(each -> each.value.kind())
                .containsExactly(NotificationKind.OWNERSHIP_RECEIVED, NotificationKind.OWNERSHIP_GIVEN);
        assertThat(told).extracting(each -> each.value.id()).doesNotHaveDuplicates();
        assertThat(told).allSatisfy(each -> {
            assertThat(each.value.tenantId()).isEqualTo(TENANT);
            assertThat(each.value.customerId()).isEqualTo(CUSTOMER);
            assertThat(each.value.createdAt()).isEqualTo(TIME);
            assertThat(each.value.operationId()).isEqualTo(OPERATION);
            assertThat(each.value.facts().path("transfer_id").asString()).isEqualTo(transfer.toString());
            assertThat(each.value.eventType()).isEqualTo("customer.ownership.transferred");
        });
    }

    @Test
    void tellsOnlyTheNewOwnerOfAFirstAssignment() {
        pipe(CUSTOMER, new CustomerEvent.OwnershipTransferred(CUSTOMER, new UUID(7, 7), null, BOB, ANN), false);

        assertThat(told()).containsExactly(tuple(BOB, NotificationKind.OWNERSHIP_RECEIVED, null));
    }

    @Test
    void tellsTheOwnerOfEveryActivityAndChangeOfAnOwnCustomer() {
        owned(CUSTOMER, ANN);
        pipe(CUSTOMER, logged("service", LOGGED), false);
        pipe(CUSTOMER, logged("status_change", LOGGED), false);
        pipe(CUSTOMER, new CustomerEvent.Updated(CUSTOMER, 2, List.of("email"), null), false);
        pipe(
                CUSTOMER,
                new CustomerEvent.VehicleAdded(CUSTOMER, OTHER, 1, "Honda", "Civic", 2019, "owned", true),
                false);
        pipe(CUSTOMER, new CustomerEvent.Deleted(CUSTOMER, 3), false);
        pipe(CUSTOMER, new CustomerEvent.Restored(CUSTOMER, 4), false);
        pipe(CUSTOMER, new CustomerEvent.VehicleUpdated(CUSTOMER, OTHER, 2, List.of("color")), false);
        pipe(CUSTOMER, new CustomerEvent.VehicleRemoved(CUSTOMER, OTHER, true), false);
        pipe(CUSTOMER, new CustomerEvent.ConsentChanged(CUSTOMER, OTHER, "news", true, "web", null, null), false);
        pipe(CUSTOMER, new CustomerEvent.Merged(CUSTOMER, OTHER, OTHER, BOB), false);
        pipe(CUSTOMER, new CustomerEvent.Unmerged(CUSTOMER, OTHER, OTHER, BOB), false);
        pipe(CUSTOMER, new CustomerEvent.Erased(CUSTOMER, OTHER, BOB), false);

        assertThat(told())
                .containsExactly(
                        tuple(ANN, NotificationKind.ACTIVITY, "service"),
                        tuple(ANN, NotificationKind.ACTIVITY, "status_change"),
                        tuple(ANN, NotificationKind.CUSTOMER_CHANGED, null),
                        tuple(ANN, NotificationKind.VEHICLE_CHANGED, null),
                        tuple(ANN, NotificationKind.CUSTOMER_CHANGED, null),
                        tuple(ANN, NotificationKind.CUSTOMER_CHANGED, null),
                        tuple(ANN, NotificationKind.VEHICLE_CHANGED, null),
                        tuple(ANN, NotificationKind.VEHICLE_CHANGED, null),
                        tuple(ANN, NotificationKind.CUSTOMER_CHANGED, null),
                        tuple(ANN, NotificationKind.CUSTOMER_CHANGED, null),
                        tuple(ANN, NotificationKind.CUSTOMER_CHANGED, null),
                        tuple(ANN, NotificationKind.CUSTOMER_CHANGED, null));
    }

    @Test
    void tellsNothingOfTheEndOfAnImport() {
        CustomerEvent ended = new CustomerEvent.ImportCompleted(OPERATION, "completed", 7, TIME);
        events.pipeInput(OPERATION.toString(), published(OPERATION, ended, true));
    }

    @Test
    void tellsTheNewOwnerAndNoLongerTheOldOneAfterATransfer() {
        owned(CUSTOMER, ANN);
        pipe(CUSTOMER, new CustomerEvent.OwnershipTransferred(CUSTOMER, new UUID(7, 7), ANN, BOB, ANN), false);
        notifications.readKeyValuesToList();

        pipe(CUSTOMER, logged("service", LOGGED), false);

        assertThat(told()).containsExactly(tuple(BOB, NotificationKind.ACTIVITY, "service"));
    }

    /// The same thing came twice: as an event, and as the activity that was derived of it.
    @Test
    void tellsNothingOfAnActivityThatOnlyRepeatsAnEvent() {
        owned(CUSTOMER, ANN);

        pipe(CUSTOMER, logged("status_change", EventId.following(new UUID(3, 3), "activity")), false);
    }

    /// An inquiry that came from outside has a derived id, too, but is no repetition.
    @Test
    void tellsOfAnActivityThatWasDerivedOfAnInquiry() {
        owned(CUSTOMER, ANN);

        pipe(CUSTOMER, logged("inquiry", EventId.following(new UUID(3, 3), "activity")), false);

        assertThat(told()).containsExactly(tuple(ANN, NotificationKind.ACTIVITY, "inquiry"));
    }

    @Test
    void tellsNobodyOfACustomerWithoutAnOwner() {
        owned(CUSTOMER, null);

        pipe(CUSTOMER, logged("service", LOGGED), false);
        pipe(CUSTOMER, new CustomerEvent.Updated(CUSTOMER, 2, List.of("email"), null), false);
    }

    @Test
    void sumsUpABulkOperationInOneDigestForEachRecipient() throws IOException {
        for (int i = 0; i < 100; i++) {
            UUID customer = new UUID(10, i);
            owned(customer, i < 60 ? ANN : BOB);
            pipe(customer, new CustomerEvent.Updated(customer, 2, List.of("tags"), null), true);
        }
        pipe(CUSTOMER, new CustomerEvent.OwnershipTransferred(CUSTOMER, new UUID(7, 7), ANN, BOB, ANN), true);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(notifications.isEmpty()).isTrue();
        driver.advanceWallClockTime(QUIET);

        List<KeyValue<String, NotificationEntry>> digests = notifications.readKeyValuesToList();
        assertThat(digests)
                .extracting(each -> each.key, each -> each.value.kind(), each -> each.value.eventId())
                .containsExactlyInAnyOrder(
                        tuple(ANN.toString(), NotificationKind.BULK_DIGEST, OPERATION),
                        tuple(BOB.toString(), NotificationKind.BULK_DIGEST, OPERATION));
        NotificationEntry ofAnn = digests.stream()
                .map(each -> each.value)
                .filter(each -> each.recipientProfessionalId().equals(ANN))
                .findFirst()
                .orElseThrow();
        assertThat(ofAnn.facts().path("events").asInt()).isEqualTo(61);
        assertThat(ofAnn.facts().path("by_kind").path("customer_changed").asInt())
                .isEqualTo(60);
        assertThat(ofAnn.facts().path("by_kind").path("ownership_given").asInt())
                .isEqualTo(1);
        assertThat(ofAnn.customerId()).isNull();
        assertThat(problems(ofAnn)).isEmpty();
    }

    @Test
    void addsStragglersToTheDigestThatWasToldAlready() {
        owned(CUSTOMER, ANN);
        bulkUpdate(2);
        quiet();
        NotificationEntry first = notifications.readValue();

        bulkUpdate(3);
        quiet();

        NotificationEntry second = notifications.readValue();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(first.facts().path("events").asInt()).isEqualTo(1);
        assertThat(second.facts().path("events").asInt()).isEqualTo(2);
        assertThat(second.createdAt()).isEqualTo(first.createdAt());
    }

    @Test
    void waitsWhileTheOperationGoesOn() {
        owned(CUSTOMER, ANN);
        for (int version = 2; version < 12; version++) {
            bulkUpdate(version);
            driver.advanceWallClockTime(Duration.ofSeconds(2));
            assertThat(notifications.isEmpty()).isTrue();
        }
        quiet();

        assertThat(notifications.readValue().facts().path("events").asInt()).isEqualTo(10);
    }

    @Test
    void countsARepeatedEventOnceAndGivesARepeatedNotificationTheSameId() {
        owned(CUSTOMER, ANN);
        PublishedEvent bulk = published(CUSTOMER, new CustomerEvent.Updated(CUSTOMER, 2, List.of(), null), true);
        events.pipeInput(CUSTOMER.toString(), bulk);
        events.pipeInput(CUSTOMER.toString(), bulk);
        PublishedEvent alone = published(CUSTOMER, new CustomerEvent.Deleted(CUSTOMER, 3), false);
        events.pipeInput(CUSTOMER.toString(), alone);
        events.pipeInput(CUSTOMER.toString(), alone);
        quiet();

        NotificationEntry once = notifications.readValue();
        assertThat(notifications.readValue()).isEqualTo(once);
        assertThat(notifications.readValue().facts().path("events").asInt()).isEqualTo(1);
    }

    @Test
    void ignoresTombstones() {
        events.pipeInput(CUSTOMER.toString(), null);
    }

    @Test
    void sendsPoisonToTheDeadLettersAndGoesOn() {
        var raw = driver.createInputTopic(topics.events().name(), new StringSerializer(), new ByteArraySerializer());
        raw.pipeInput("k", "garbage".getBytes(UTF_8));
        owned(CUSTOMER, ANN);

        pipe(CUSTOMER, new CustomerEvent.Deleted(CUSTOMER, 3), false);

        assertThat(told()).containsExactly(tuple(ANN, NotificationKind.CUSTOMER_CHANGED, null));
        assertThat(deadLetters.readRecord().headers().lastHeader("dead_letter_reason"))
                .isNotNull();
    }

    private List<org.assertj.core.groups.Tuple> told() {
        return notifications.readKeyValuesToList().stream()
                .map(each -> {
                    assertThat(each.key)
                            .isEqualTo(each.value.recipientProfessionalId().toString());
                    assertThat(problems(each.value)).isEmpty();
                    return tuple(each.value.recipientProfessionalId(), each.value.kind(), each.value.activityType());
                })
                .toList();
    }

    private static List<?> problems(NotificationEntry entry) {
        try (var schema = NotificationEntry.class.getResourceAsStream("/events/owner.notification.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(schema.readAllBytes(), UTF_8), InputFormat.JSON)
                    .validate(
                            new String(
                                    Topics.withPrefix("")
                                            .notifications()
                                            .value()
                                            .serializer()
                                            .serialize("t", entry),
                                    UTF_8),
                            InputFormat.JSON);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void quiet() {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        driver.advanceWallClockTime(QUIET);
    }

    private void bulkUpdate(int version) {
        pipe(CUSTOMER, new CustomerEvent.Updated(CUSTOMER, version, List.of("tags"), null), true);
    }

    private void owned(UUID customer, @Nullable UUID owner) {
        pipe(customer, new CustomerEvent.Created(customer, 1, "active", "CA", null, owner, null), false);
    }

    private static CustomerEvent logged(String type, UUID activity) {
        return new CustomerEvent.ActivityLogged(CUSTOMER, activity, type, null, "vehicle", OTHER, BOB);
    }

    private void pipe(UUID customer, CustomerEvent event, boolean bulk) {
        events.pipeInput(customer.toString(), published(customer, event, bulk));
    }

    private PublishedEvent published(UUID customer, CustomerEvent event, boolean bulk) {
        sequence++;
        EventContext context = new EventContext(
                EventId.of(event.type(), TENANT, customer, sequence),
                TENANT,
                TIME,
                sequence,
                OPERATION,
                bulk,
                BOB,
                null);
        return new PublishedEvent(context, event);
    }
}
