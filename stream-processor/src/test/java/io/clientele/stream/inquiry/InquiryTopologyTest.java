package io.clientele.stream.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.inquiry.Audience;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.event.InquiryEntry;
import io.clientele.schemas.event.InquiryStatus;
import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.event.NotificationKind;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.inbound.InquiryEvent;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.InboundMessages;
import io.clientele.stream.failure.PoisonRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

@Tag("REQ-CM-B002")
class InquiryTopologyTest {
    private static final UUID TENANT = new UUID(1, 1);
    private static final UUID CUSTOMER = new UUID(2, 2);
    private static final UUID INQUIRY = new UUID(3, 3);
    private static final UUID OWNER = new UUID(4, 4);
    private static final UUID ANN = new UUID(5, 5);
    private static final UUID BOB = new UUID(6, 6);
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final InquiryEvent RECEIVED = new InquiryEvent.Received(INQUIRY, CUSTOMER, List.of(ANN, BOB));
    private static final InquiryEvent ANSWERED = new InquiryEvent.Responded(INQUIRY, CUSTOMER, OWNER);
    private static final InquiryEvent CLOSED = new InquiryEvent.Closed(INQUIRY, CUSTOMER, null);

    private final Topics topics = Topics.withPrefix("t-");
    private final Map<UUID, Audience> audiences = new HashMap<>();
    private final List<UUID> asked = new ArrayList<>();
    private boolean isDatabaseAway;
    private UUID failing;
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> inquiries;
    private TestOutputTopic<String, InquiryEntry> offers;
    private TestOutputTopic<String, NotificationEntry> notifications;
    private TestOutputTopic<String, byte[]> deadLetters;

    @BeforeEach
    void start() {
        audiences.put(CUSTOMER, new Audience(OWNER, List.of(ANN, BOB), WINDOW));
        start(START);
    }

    private void start(Instant now) {
        StreamsBuilder builder = new StreamsBuilder();
        new InquiryTopology(topics, this::lookUp).build(builder);
        Properties config = new Properties();
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        driver = new TopologyTestDriver(builder.build(config), config, now);
        inquiries =
                driver.createInputTopic(topics.inquiries().name(), new StringSerializer(), new ByteArraySerializer());
        offers = driver.createOutputTopic(
                topics.offers().name(),
                new StringDeserializer(),
                topics.offers().value().deserializer());
        notifications = driver.createOutputTopic(
                topics.notifications().name(),
                new StringDeserializer(),
                topics.notifications().value().deserializer());
        deadLetters = driver.createOutputTopic(
                topics.inquiries().deadLetters(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Optional<Audience> lookUp(io.clientele.tenant.TenantId tenant, UUID customer, List<UUID> named) {
        asked.add(customer);
        if (isDatabaseAway) {
            throw new DataAccessResourceFailureException("away");
        }
        if (customer.equals(failing)) {
            throw new IllegalStateException("unreadable settings");
        }
        return Optional.ofNullable(tenant.value().equals(TENANT) ? audiences.get(customer) : null);
    }

    @AfterEach
    void nothingElseCameOut() {
        assertThat(offers.isEmpty()).isTrue();
        assertThat(notifications.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
        driver.close();
    }

    @Test
    void offersANewInquiryToTheOwnerAloneForTheTenantsWindow() {
        pipe("1", RECEIVED);

        TestRecord<String, InquiryEntry> record = offers.readRecord();
        InquiryEntry entry = record.value();
        assertThat(record.key()).isEqualTo(CUSTOMER.toString());
        assertThat(record.headers()).isEmpty();
        assertThat(entry.status()).isEqualTo(InquiryStatus.OFFERED_TO_OWNER);
        assertThat(entry.offers()).containsExactly(new InquiryEntry.Offer(OWNER, START));
        assertThat(entry.offerUntil()).isEqualTo(START.plus(WINDOW));
        assertThat(entry.receivedAt()).isEqualTo(START.minusSeconds(5));
        TestRecord<String, NotificationEntry> told = notifications.readRecord();
        assertThat(told.key()).isEqualTo(OWNER.toString());
        assertThat(told.headers()).isEmpty();
        assertThat(told.value().kind()).isEqualTo(NotificationKind.INQUIRY_OFFERED);
        assertThat(told.value().recipientProfessionalId()).isEqualTo(OWNER);
        assertThat(told.value().eventId()).isEqualTo(EventId.ofInbound(TENANT, InboundMessages.SOURCE, "1"));
        assertThat(told.value().facts().path("inquiry_id").asString()).isEqualTo(INQUIRY.toString());
        assertThat(told.value().facts().path("offer_until").asString()).isEqualTo("2026-11-24T08:30:00Z");

        driver.advanceWallClockTime(WINDOW.minusMillis(1));
    }

    @Test
    void offersItToEveryoneConcernedWhenTheWindowHasPassed() {
        pipe("1", RECEIVED);
        readAll();

        driver.advanceWallClockTime(WINDOW);

        InquiryEntry entry = offers.readValue();
        assertThat(entry.status()).isEqualTo(InquiryStatus.OFFERED_TO_ALL);
        assertThat(entry.offers())
                .extracting(InquiryEntry.Offer::professionalId)
                .containsExactly(OWNER, ANN, BOB);
        assertThat(entry.offerUntil()).isEqualTo(START.plus(WINDOW));
        assertThat(recipients()).containsExactly(ANN, BOB);
        driver.advanceWallClockTime(Duration.ofDays(30));
    }

    @Test
    void offersTheInquiryOfACustomerWithoutAnOwnerToEveryoneConcernedAtOnce() {
        audiences.put(CUSTOMER, new Audience(null, List.of(ANN, BOB), WINDOW));

        pipe("1", RECEIVED);

        InquiryEntry entry = offers.readValue();
        assertThat(entry.status()).isEqualTo(InquiryStatus.OFFERED_TO_ALL);
        assertThat(entry.offerUntil()).isNull();
        assertThat(recipients()).containsExactly(ANN, BOB);
        driver.advanceWallClockTime(WINDOW.plusSeconds(1));
    }

    @Test
    void leavesTheInquiryOpenThatConcernsNobody() {
        audiences.put(CUSTOMER, new Audience(null, List.of(), WINDOW));

        pipe("1", new InquiryEvent.Received(INQUIRY, CUSTOMER, List.of()));

        assertThat(offers.readValue().status()).isEqualTo(InquiryStatus.OPEN);
        driver.advanceWallClockTime(WINDOW.plusSeconds(1));
    }

    @Test
    void endsWithTheAnswerAndIsOfferedToNobodyElse() {
        pipe("1", RECEIVED);
        readAll();

        pipe("2", ANSWERED);

        InquiryEntry entry = offers.readValue();
        assertThat(entry.status()).isEqualTo(InquiryStatus.ANSWERED);
        assertThat(entry.answeredBy()).isEqualTo(OWNER);
        assertThat(entry.endedAt()).isEqualTo(START.minusSeconds(5));
        driver.advanceWallClockTime(WINDOW.plusSeconds(1));
        pipe("3", new InquiryEvent.Responded(INQUIRY, CUSTOMER, ANN));
    }

    @Test
    void endsWhenItIsClosedAlsoAfterAnAnswerWhichStays() {
        pipe("1", RECEIVED);
        pipe("2", ANSWERED);
        readAll();

        pipe("3", CLOSED);
        pipe("4", CLOSED);
        pipe("5", ANSWERED);

        InquiryEntry entry = offers.readValue();
        assertThat(entry.status()).isEqualTo(InquiryStatus.CLOSED);
        assertThat(entry.answeredBy()).isEqualTo(OWNER);
        driver.advanceWallClockTime(WINDOW.plusSeconds(1));
    }

    @Test
    void tellsNobodyTwiceHoweverOftenItIsReceived() {
        pipe("1", RECEIVED);
        readAll();

        pipe("1", RECEIVED);
        pipe("other id", RECEIVED);
        driver.advanceWallClockTime(WINDOW);
        readAll();
        pipe("1", RECEIVED);
        pipe("2", ANSWERED);
        readAll();
        pipe("1", RECEIVED);
        pipe("2", ANSWERED);
        driver.advanceWallClockTime(WINDOW);
    }

    @Test
    void offersNothingThatWasAnsweredBeforeItCame() {
        pipe("2", ANSWERED);
        pipe("1", RECEIVED);

        driver.advanceWallClockTime(WINDOW.plusSeconds(1));
        assertThat(asked).isEmpty();
    }

    @Test
    void offersNothingOfCustomersAndTenantsThatAreNotKnown() {
        pipe("1", new InquiryEvent.Received(INQUIRY, new UUID(9, 9), List.of(ANN)));
        inquiries.pipeInput(new TestRecord<>(
                CUSTOMER.toString(),
                InboundMessages.data(RECEIVED),
                InboundMessages.headers(new UUID(8, 8), "2", RECEIVED, START)));

        driver.advanceWallClockTime(WINDOW.plusSeconds(1));
        assertThat(asked).hasSize(2);
    }

    @Test
    void offersItToWhoeverIsTheOwnerWhenTheWindowHasPassed() {
        pipe("1", RECEIVED);
        readAll();
        UUID next = new UUID(7, 7);
        audiences.put(CUSTOMER, new Audience(next, List.of(ANN), WINDOW));

        driver.advanceWallClockTime(WINDOW);

        assertThat(offers.readValue().status()).isEqualTo(InquiryStatus.OFFERED_TO_ALL);
        assertThat(recipients()).containsExactly(next, ANN);
    }

    @Test
    void waitsWhileNobodyCanSayWhomItConcernsAndAsksOnceASecond() {
        isDatabaseAway = true;
        pipe("1", RECEIVED);
        pipe("2", new InquiryEvent.Received(new UUID(33, 33), CUSTOMER, List.of()));
        driver.advanceWallClockTime(InquiryRouting.TICK);
        driver.advanceWallClockTime(InquiryRouting.TICK);
        assertThat(asked).hasSize(3);
        assertThat(notifications.isEmpty()).isTrue();

        isDatabaseAway = false;
        driver.advanceWallClockTime(InquiryRouting.TICK);

        assertThat(offers.readValuesToList())
                .extracting(InquiryEntry::inquiryId)
                .containsExactlyInAnyOrder(INQUIRY, new UUID(33, 33));
        assertThat(recipients()).containsExactly(OWNER, OWNER);
        isDatabaseAway = true;
        driver.advanceWallClockTime(WINDOW);
        assertThat(offers.isEmpty()).isTrue();
        isDatabaseAway = false;
        driver.advanceWallClockTime(InquiryRouting.TICK);
        assertThat(offers.readValuesToList()).hasSize(2);
        assertThat(recipients()).hasSize(4);
    }

    @Test
    void doesNotHoldUpTheOthersForOneWhoseLookupFailsAlone() {
        UUID broken = new UUID(22, 22);
        failing = broken;
        pipe("1", new InquiryEvent.Received(new UUID(33, 33), broken, List.of()));
        driver.advanceWallClockTime(InquiryRouting.TICK);

        pipe("2", RECEIVED);

        assertThat(offers.readValue().inquiryId()).isEqualTo(INQUIRY);
        assertThat(recipients()).containsExactly(OWNER);
        driver.advanceWallClockTime(WINDOW);
        assertThat(offers.readValue().status()).isEqualTo(InquiryStatus.OFFERED_TO_ALL);
        assertThat(recipients()).containsExactly(ANN, BOB);
        failing = null;
        audiences.put(broken, new Audience(OWNER, List.of(), WINDOW));
        driver.advanceWallClockTime(InquiryRouting.TICK);
        assertThat(offers.readValue().customerId()).isEqualTo(broken);
        assertThat(recipients()).containsExactly(OWNER);
    }

    @Test
    void goesOnAfterARestartWhereItWas() {
        pipe("1", RECEIVED);
        readAll();
        driver.advanceWallClockTime(WINDOW.dividedBy(2));

        // What the changelogs give back to a new process, which was away over the end of the window.
        Map<String, InquiryEntry> standings = content(InquiryTopology.INQUIRIES);
        Map<String, String> deadlines = content(InquiryTopology.DEADLINES);
        assertThat(deadlines).hasSize(1);
        driver.close();
        start(START.plus(WINDOW.multipliedBy(2)));
        fill(InquiryTopology.INQUIRIES, standings);
        fill(InquiryTopology.DEADLINES, deadlines);
        pipe("1", RECEIVED);
        driver.advanceWallClockTime(InquiryRouting.TICK);

        assertThat(offers.readValue().status()).isEqualTo(InquiryStatus.OFFERED_TO_ALL);
        assertThat(recipients()).containsExactly(ANN, BOB);
        assertThat(content(InquiryTopology.DEADLINES)).isEmpty();
    }

    @Test
    void ignoresTombstones() {
        inquiries.pipeInput(CUSTOMER.toString(), null);
    }

    @Test
    void sendsPoisonToTheDeadLettersAndGoesOn() {
        inquiries.pipeInput(CUSTOMER.toString(), "garbage".getBytes(StandardCharsets.UTF_8));
        pipe("another key", "1", RECEIVED);
        pipe("1", RECEIVED);
        readAll();
        UUID stranger = new UUID(9, 9);
        pipe("2", new InquiryEvent.Responded(INQUIRY, stranger, ANN));
        pipe("3", ANSWERED);

        assertThat(offers.readValue().status()).isEqualTo(InquiryStatus.ANSWERED);
        assertThat(deadLetters.readRecordsToList())
                .extracting(letter -> new String(
                        letter.headers().lastHeader(DeadLetter.REASON).value(), StandardCharsets.UTF_8))
                .containsExactly(
                        "MalformedRecordException: header ce_specversion is missing",
                        "MalformedRecordException: the record's key is not its customer's id",
                        "MalformedRecordException: the inquiry is another customer's");
    }

    private void pipe(String id, InquiryEvent event) {
        pipe(event.customerId().toString(), id, event);
    }

    private void pipe(String key, String id, InquiryEvent event) {
        inquiries.pipeInput(new TestRecord<>(
                key, InboundMessages.data(event), InboundMessages.headers(TENANT, id, event, START.minusSeconds(5))));
    }

    private List<UUID> recipients() {
        return notifications.readValuesToList().stream()
                .map(NotificationEntry::recipientProfessionalId)
                .toList();
    }

    private void readAll() {
        offers.readValuesToList();
        notifications.readValuesToList();
    }

    private <V> Map<String, V> content(String store) {
        Map<String, V> content = new HashMap<>();
        try (var all = driver.<String, V>getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                KeyValue<String, V> next = all.next();
                content.put(next.key, next.value);
            }
        }
        return content;
    }

    private <V> void fill(String name, Map<String, V> content) {
        KeyValueStore<String, V> store = driver.getKeyValueStore(name);
        content.forEach(store::put);
    }
}
