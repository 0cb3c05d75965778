package io.clientele.stream.assignment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.inbound.InboundEvent;
import io.clientele.schemas.inbound.InquiryEvent;
import io.clientele.schemas.inbound.ReferralEvent;
import io.clientele.schemas.topic.Topic;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.CommittedRecords;
import io.clientele.stream.InboundMessages;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.StreamSettings;
import io.clientele.stream.runtime.TopicCreation;
import io.clientele.stream.runtime.TopicSettings;
import io.clientele.stream.sink.SinkHealth;
import io.clientele.stream.sink.SinkRunner;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/// The sinks of both inbound topics on real servers.
@Tag("REQ-CM-B004")
@Tag("REQ-CM-B011")
@ExtendWith(Servers.class)
class AssignmentSinkIT {
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final Instant AT = Instant.parse("2026-11-24T08:00:00.123456Z");

    @TempDir
    Path directory;

    private TestDatabase database;
    private KafkaAddress kafka;
    private KafkaClient client;
    private Topics topics;
    private TestDomain gateway;
    private TestDomain stream;
    private Tenant tenant;
    private Actor admin;
    private Actor ann;
    private Actor bob;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void prepare(TestDatabase database, KafkaAddress kafka) {
        this.database = database;
        this.kafka = kafka;
        this.client = new KafkaClient(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        this.topics = Topics.withPrefix(database.name() + "-");
        TopicCreation creation =
                new TopicCreation(topics, new TopicSettings(database.name() + "-", 3), client.settings());
        creation.start();
        creation.ready().join();
        creation.stop();
        gateway = new TestDomain(database, DatabaseRole.GATEWAY, directory, 4);
        stream = new TestDomain(database, DatabaseRole.STREAM, directory, 4);
        tenant = gateway.tenant();
        admin = gateway.admin(tenant);
        ann = gateway.professional(tenant);
        bob = gateway.professional(tenant);
    }

    @AfterEach
    void disconnect() {
        stream.close();
        gateway.close();
    }

    @Test
    void makesOneOwnerAndOneActivityOfEachEventThroughPoisonAndARepetitionOfTheWholeTopic() throws Exception {
        List<UUID> customers = List.of(customer(), customer(), customer());
        List<ProducerRecord<byte[], byte[]>> inquiries = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> referrals = new ArrayList<>();
        for (UUID customer : customers) {
            UUID inquiry = Ids.next();
            inquiries.add(record(topics.inquiries(), new InquiryEvent.Received(inquiry, customer, List.of())));
            inquiries.add(record(topics.inquiries(), new InquiryEvent.Responded(inquiry, customer, id(ann))));
            inquiries.add(record(topics.inquiries(), new InquiryEvent.Responded(inquiry, customer, id(bob))));
            referrals.add(record(topics.referrals(), new ReferralEvent.Declined(Ids.next(), customer, id(bob))));
        }
        UUID referred = customer();
        referrals.add(record(topics.referrals(), new ReferralEvent.Accepted(Ids.next(), referred, id(bob))));
        List<ProducerRecord<byte[], byte[]>> poison = List.of(
                new ProducerRecord<>(topics.inquiries().name(), bytes(referred), "garbage".getBytes(UTF_8)),
                record(topics.inquiries(), new InquiryEvent.Closed(Ids.next(), Ids.next(), null)),
                record(topics.inquiries(), new InquiryEvent.Responded(Ids.next(), referred, Ids.next())),
                InboundMessages.record(
                        topics.inquiries().name(),
                        Ids.next(),
                        "of nobody's tenant",
                        new InquiryEvent.Closed(Ids.next(), referred, null),
                        AT));

        run(topics.inquiries(), 9, 4, () -> {
            send(poison.subList(0, 2));
            send(inquiries);
            send(poison.subList(2, 4));
            send(inquiries);
        });
        run(topics.referrals(), 4, 0, () -> {
            send(referrals);
            send(referrals);
        });
        List<Long> before = counts();
        rewind(topics.inquiries());
        run(topics.inquiries(), 0, 4, () -> {});

        assertThat(counts()).isEqualTo(before);
        customers.forEach(customer -> {
            assertThat(gateway.ownership.owner(admin, customer).professionalId())
                    .isEqualTo(id(ann));
            assertThat(gateway.ownership.history(admin, customer))
                    .singleElement()
                    .satisfies(first -> assertThat(first.reason()).isEqualTo("responded to an inquiry"));
        });
        assertThat(gateway.ownership.history(admin, referred))
                .singleElement()
                .satisfies(first -> assertThat(first.reason()).isEqualTo("accepted a referral"));
        assertThat(meters.counter("clientele.assignment.claims", "topic", "inquiry", "outcome", "assigned")
                        .count())
                .isEqualTo(3);
        assertThat(meters.counter("clientele.assignment.claims", "topic", "inquiry", "outcome", "owned")
                        .count())
                .isEqualTo(3);
        assertThat(reasons())
                .hasSize(8)
                .containsOnly(
                        "MalformedRecordException: header ce_specversion is missing",
                        "RefusedRecordException: the customer is not known here",
                        "RefusedRecordException: a professional is not known here",
                        "RefusedRecordException: the tenant is not known here");
    }

    private interface Sending {
        void now() throws Exception;
    }

    /// Runs the sink of a topic until it has logged and refused so many.
    private <E extends InboundEvent> void run(
            Topic<String, io.clientele.schemas.inbound.InboundRecord<E>> topic,
            long logged,
            long letters,
            Sending sending)
            throws Exception {
        SinkRunner sink = new SinkRunner(
                new AssignmentSink<>(
                        topic.name().endsWith("inquiry.events") ? "inquiry" : "referral",
                        topic,
                        stream.reports,
                        meters),
                new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(
                        client.settings(), new ByteArraySerializer(), new ByteArraySerializer())),
                new StreamSettings(Path.of("unused"), 1, Duration.ofMillis(100), Duration.ofSeconds(8), 10, 2, 128),
                client,
                CompletableFuture.completedFuture(null));
        SinkHealth health = new SinkHealth(sink);
        sending.now();
        sink.start();
        try {
            await().atMost(TIME)
                    .untilAsserted(() -> assertThat(health.health().getDetails())
                            .containsEntry("appended", logged)
                            .containsEntry("deadLetters", letters)
                            .containsEntry("lag", 0L));
        } finally {
            sink.stop();
        }
    }

    /// As an operator who sets the offsets of the group to the beginning.
    private void rewind(Topic<?, ?> topic) throws Exception {
        try (Admin admin = Admin.create(client.settings())) {
            await().atMost(TIME).ignoreExceptions().until(() -> {
                admin.deleteConsumerGroups(List.of(topic.name() + "-sink"))
                        .all()
                        .get();
                return true;
            });
        }
    }

    private List<String> reasons() {
        try (CommittedRecords letters = new CommittedRecords(
                kafka.bootstrapServers(), topics.inquiries().deadLetters())) {
            return letters.await(8, TIME, letter -> true).stream()
                    .map(letter -> new String(
                            letter.headers().lastHeader(DeadLetter.REASON).value(), UTF_8))
                    .toList();
        }
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            records.forEach(producer::send);
            producer.flush();
        }
    }

    private ProducerRecord<byte[], byte[]> record(Topic<?, ?> topic, InboundEvent event) {
        return InboundMessages.record(topic.name(), tenant.id().value(), "no. " + Ids.next(), event, AT);
    }

    private UUID customer() {
        return gateway.customers
                .create(admin, TestDomain.draft("c" + Ids.next() + "@example.com", "+14169671111", "A", "B"), null)
                .id();
    }

    private static UUID id(Actor professional) {
        return professional.professionalId();
    }

    private static byte[] bytes(UUID id) {
        return id.toString().getBytes(UTF_8);
    }

    private List<Long> counts() throws SQLException {
        List<Long> counts = new ArrayList<>();
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement()) {
            for (String what : List.of(
                    "count(*) from operation",
                    "count(*) from customer_activity",
                    "count(*) from customer_ownership_history",
                    "sum(version) from customer")) {
                var row = statement.executeQuery("select " + what);
                row.next();
                counts.add(row.getLong(1));
            }
        }
        return counts;
    }
}
