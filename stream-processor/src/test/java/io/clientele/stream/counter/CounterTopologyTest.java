package io.clientele.stream.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.schemas.event.CustomerEvent;
import io.clientele.schemas.event.EventContext;
import io.clientele.schemas.event.EventId;
import io.clientele.schemas.event.HourlyCount;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.failure.PoisonRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
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

@Tag("REQ-CM-B015")
class CounterTopologyTest {
    private static final UUID TENANT = new UUID(2, 2);
    private static final UUID OTHER_TENANT = new UUID(3, 3);
    private static final UUID CUSTOMER = new UUID(1, 1);
    private static final UUID OTHER_CUSTOMER = new UUID(1, 2);
    private static final Instant EIGHT = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

    private final Topics topics = Topics.withPrefix("t-");
    private TopologyTestDriver driver;
    private TestInputTopic<String, PublishedEvent> events;
    private TestOutputTopic<String, HourlyCount> counts;
    private TestOutputTopic<String, byte[]> deadLetters;

    @BeforeEach
    void start() {
        StreamsBuilder builder = new StreamsBuilder();
        new CounterTopology(topics).build(builder);
        Properties config = new Properties();
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonRecords.class);
        driver = new TopologyTestDriver(builder.build(config), config);
        events = driver.createInputTopic(
                topics.events().name(),
                new StringSerializer(),
                topics.events().value().serializer());
        counts = driver.createOutputTopic(
                topics.counts().name(),
                new StringDeserializer(),
                topics.counts().value().deserializer());
        deadLetters = driver.createOutputTopic(
                topics.events().deadLetters(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void nothingElseCameOut() {
        assertThat(counts.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
        driver.close();
    }

    @Test
    void countsNewCustomersAndActivitiesByTypePerTenantAndHour() {
        pipe(TENANT, CUSTOMER, 1, EIGHT, created(CUSTOMER));
        pipe(TENANT, CUSTOMER, 2, EIGHT.plusSeconds(3599), activity(CUSTOMER, "service"));
        pipe(TENANT, OTHER_CUSTOMER, 1, EIGHT.plusSeconds(10), created(OTHER_CUSTOMER));
        pipe(TENANT, OTHER_CUSTOMER, 2, NINE, activity(OTHER_CUSTOMER, "service"));
        pipe(OTHER_TENANT, new UUID(1, 3), 1, EIGHT, created(new UUID(1, 3)));

        assertThat(counts.readKeyValuesToMap())
                .isEqualTo(byKey(
                        new HourlyCount(TENANT, "customers_created", EIGHT, 2),
                        new HourlyCount(TENANT, "activities_service", EIGHT, 1),
                        new HourlyCount(TENANT, "activities_service", NINE, 1),
                        new HourlyCount(OTHER_TENANT, "customers_created", EIGHT, 1)));
    }

    @Test
    void countsAnEventOnceHoweverOftenAndInWhateverOrderItComes() {
        pipe(TENANT, CUSTOMER, 3, EIGHT, activity(CUSTOMER, "service"));
        pipe(TENANT, CUSTOMER, 3, EIGHT, activity(CUSTOMER, "service"));
        pipe(TENANT, CUSTOMER, 1, EIGHT, created(CUSTOMER));
        pipe(TENANT, CUSTOMER, 2, EIGHT, activity(CUSTOMER, "service"));
        pipe(TENANT, CUSTOMER, 1, EIGHT, created(CUSTOMER));
        pipe(TENANT, CUSTOMER, 2, EIGHT, activity(CUSTOMER, "service"));

        assertThat(counts.readValuesToList())
                .containsExactly(
                        new HourlyCount(TENANT, "activities_service", EIGHT, 1),
                        new HourlyCount(TENANT, "customers_created", EIGHT, 1),
                        new HourlyCount(TENANT, "activities_service", EIGHT, 2));
    }

    @Test
    void countsWhatComesLateInTheHourInWhichItHappened() {
        Instant longAgo = EIGHT.minus(Duration.ofDays(399));
        pipe(TENANT, CUSTOMER, 1, EIGHT, created(CUSTOMER));
        pipe(TENANT, CUSTOMER, 2, longAgo, activity(CUSTOMER, "service"), EIGHT);

        assertThat(counts.readValuesToList())
                .containsExactly(
                        new HourlyCount(TENANT, "customers_created", EIGHT, 1),
                        new HourlyCount(TENANT, "activities_service", longAgo, 1));
    }

    @Test
    void leavesOutWhatIsOlderThanTheHoursThatAreKept() {
        pipe(TENANT, CUSTOMER, 1, EIGHT, activity(CUSTOMER, "service"));
        pipe(TENANT, CUSTOMER, 2, Instant.parse("2019-01-01T00:00:00Z"), activity(CUSTOMER, "service"), EIGHT);
        pipe(TENANT, CUSTOMER, 3, Instant.parse("0019-01-01T00:00:00Z"), activity(CUSTOMER, "service"), EIGHT);
        pipe(TENANT, CUSTOMER, 4, NINE, activity(CUSTOMER, "service"));

        assertThat(counts.readValuesToList())
                .containsExactly(
                        new HourlyCount(TENANT, "activities_service", EIGHT, 1),
                        new HourlyCount(TENANT, "activities_service", NINE, 1));
        assertThat(driver.metrics().entrySet().stream()
                        .filter(metric -> metric.getKey().name().equals("dropped-records-total"))
                        .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void countsNothingInTheFuture() {
        pipe(TENANT, CUSTOMER, 1, Instant.parse("2999-01-01T00:00:00Z"), created(CUSTOMER), EIGHT);
        pipe(TENANT, OTHER_CUSTOMER, 1, EIGHT, created(OTHER_CUSTOMER));

        assertThat(counts.readValuesToList())
                .containsExactly(
                        new HourlyCount(TENANT, "customers_created", EIGHT, 1),
                        new HourlyCount(TENANT, "customers_created", EIGHT, 2));
    }

    @Test
    void ignoresTombstonesAndWhatIsNotCounted() {
        events.pipeInput(CUSTOMER.toString(), null);
        pipe(TENANT, CUSTOMER, 1, EIGHT, new CustomerEvent.Deleted(CUSTOMER, 3));
    }

    @Test
    void sendsPoisonToTheDeadLettersAndGoesOn() {
        var raw = driver.createInputTopic(topics.events().name(), new StringSerializer(), new ByteArraySerializer());
        raw.pipeInput("k", "garbage".getBytes(StandardCharsets.UTF_8));
        pipe(TENANT, CUSTOMER, 1, EIGHT, activity(CUSTOMER, "No Word!"));

        pipe(TENANT, CUSTOMER, 1, EIGHT, created(CUSTOMER));

        assertThat(counts.readValue().count()).isEqualTo(1);
        assertThat(deadLetters.readRecordsToList())
                .hasSize(2)
                .extracting(letter -> DeadLetter.header(letter.headers(), DeadLetter.CAUSE))
                .containsOnly("malformed");
    }

    @Test
    void forgetsTheLowestOfVeryManyMissingNumbers() {
        SeenEvents seen = SeenEvents.of(SeenEvents.NONE.with(5000).bytes());

        assertThat(seen.has(5000)).isTrue();
        assertThat(seen.has(4999)).isFalse();
        assertThat(seen.has(3999)).isTrue();
        assertThat(seen.with(4999).has(4999)).isTrue();
    }

    private static Map<String, HourlyCount> byKey(HourlyCount... counts) {
        return List.of(counts).stream().collect(Collectors.toMap(HourlyCount::key, count -> count));
    }

    private static CustomerEvent created(UUID customer) {
        return new CustomerEvent.Created(customer, 1, "active", "CA", null, null, null);
    }

    private static CustomerEvent activity(UUID customer, String type) {
        return new CustomerEvent.ActivityLogged(customer, new UUID(7, 7), type, null, null, null, null);
    }

    private void pipe(UUID tenant, UUID customer, long sequence, Instant time, CustomerEvent event) {
        pipe(tenant, customer, sequence, time, event, time);
    }

    private void pipe(UUID tenant, UUID customer, long sequence, Instant time, CustomerEvent event, Instant written) {
        EventContext context = new EventContext(
                EventId.of(event.type(), tenant, customer, sequence),
                tenant,
                time,
                sequence,
                new UUID(5, 5),
                false,
                new UUID(6, 6),
                null);
        events.pipeInput(new TestRecord<>(customer.toString(), new PublishedEvent(context, event), null, written));
    }
}
