package io.clientele.stream.inquiry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clientele.activity.ActivityFilter;
import io.clientele.activity.ActivityView;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.inquiry.Inquiry;
import io.clientele.ownership.OwnershipTransfer;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.inbound.InquiryEvent;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.CommittedRecords;
import io.clientele.stream.InboundMessages;
import io.clientele.stream.StreamProcessorApplication;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// An inquiry from the topic of the surrounding system to the owner's inbox and the answer, through the whole
/// application on real servers.
@Tag("REQ-CM-B002")
@Tag("REQ-CM-B011")
@ExtendWith(Servers.class)
class InquiryFlowIT {
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final Instant AT = Instant.parse("2026-11-24T08:00:00.123456Z");

    private static final List<String> LOGGED =
            List.of("Customer created", "Inquiry answered", "Inquiry received", "Owner assigned");

    @TempDir
    Path home;

    private String slot;

    @Test
    void offersToTheOwnerOnceThroughALostStateAndMakesWhoAnswersFirstTheOwner(TestDatabase database, KafkaAddress kafka)
            throws Exception {
        slot = database.slot();
        Topics topics = Topics.withPrefix(database.name() + "-");
        try (TestDomain domain = new TestDomain(database, DatabaseRole.GATEWAY, home, 2)) {
            var tenant = domain.tenant();
            Actor admin = domain.admin(tenant);
            Actor ann = domain.professional(tenant);
            Actor bob = domain.professional(tenant);
            UUID owned = create(domain, ann);
            UUID ownerless = create(domain, admin);
            InquiryEvent toAnn = new InquiryEvent.Received(Ids.next(), owned, List.of(bob.professionalId()));
            InquiryEvent toBob = new InquiryEvent.Received(Ids.next(), ownerless, List.of(bob.professionalId()));
            Sender sender =
                    new Sender(kafka, topics.inquiries().name(), tenant.id().value());

            try (ConfigurableApplicationContext running = start(database, kafka)) {
                assertThat(running.isActive()).isTrue();
                awaitTopics(kafka, topics);
                sender.send("1", toAnn);
                sender.send("2", toBob);
                await().atMost(TIME).until(() -> inbox(domain, ann).equals(List.of("offered_to_owner")));
                await().atMost(TIME).until(() -> inbox(domain, bob).equals(List.of("offered_to_all")));
            }
            FileSystemUtils.deleteRecursively(home.resolve("state").toFile());
            try (ConfigurableApplicationContext running = start(database, kafka)) {
                assertThat(running.isActive()).isTrue();
                sender.send("1", toAnn);
                sender.send("3", new InquiryEvent.Responded(toBob.inquiryId(), ownerless, bob.professionalId()));
                sender.send("4", new InquiryEvent.Responded(toAnn.inquiryId(), owned, bob.professionalId()));
                await().atMost(TIME)
                        .until(() -> inbox(domain, bob).isEmpty()
                                && inbox(domain, ann).isEmpty());

                assertThat(domain.ownership.owner(admin, owned).professionalId())
                        .isEqualTo(ann.professionalId());
                await().atMost(TIME)
                        .until(() -> bob.professionalId()
                                .equals(domain.ownership.owner(admin, ownerless).professionalId()));
                assertThat(domain.ownership.history(admin, ownerless))
                        .extracting(OwnershipTransfer::reason)
                        .containsExactly("responded to an inquiry");
                expectTransferEvent(kafka, topics, ownerless);
                await().atMost(TIME)
                        .until(() -> activities(domain, admin, ownerless).equals(LOGGED));
                expectOneOfferEach(kafka, topics, ann, bob);
                // What was logged came back as events, and none of them was logged again.
                assertThat(activities(domain, admin, ownerless)).isEqualTo(LOGGED);
            }
        }
    }

    private static void expectTransferEvent(KafkaAddress kafka, Topics topics, UUID customer) {
        try (CommittedRecords events =
                new CommittedRecords(kafka.bootstrapServers(), topics.events().name())) {
            assertThat(events.await(
                            1,
                            TIME,
                            record -> record.key().equals(customer.toString())
                                    && header(record, "ce_type").equals("customer.ownership.transferred")))
                    .hasSize(1);
        }
    }

    private static void expectOneOfferEach(KafkaAddress kafka, Topics topics, Actor... professionals) {
        try (CommittedRecords told = new CommittedRecords(
                kafka.bootstrapServers(), topics.notifications().name())) {
            List<NotificationEntry> offers =
                    told.await(professionals.length, TIME, record -> isOffer(topics, record)).stream()
                            .map(record -> entry(topics, record))
                            .toList();
            assertThat(offers)
                    .extracting(NotificationEntry::recipientProfessionalId)
                    .containsExactlyInAnyOrderElementsOf(List.of(professionals).stream()
                            .map(Actor::professionalId)
                            .toList());
        }
    }

    private static boolean isOffer(Topics topics, ConsumerRecord<String, byte[]> record) {
        return entry(topics, record).kind() == io.clientele.schemas.event.NotificationKind.INQUIRY_OFFERED;
    }

    private static NotificationEntry entry(Topics topics, ConsumerRecord<String, byte[]> record) {
        return topics.notifications().value().deserializer().deserialize(record.topic(), record.value());
    }

    private record Sender(KafkaAddress kafka, String topic, UUID tenantId) {
        void send(String id, InquiryEvent event) {
            try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                producer.send(InboundMessages.record(topic, tenantId, id, event, AT));
            }
        }
    }

    private static void awaitTopics(KafkaAddress kafka, Topics topics) {
        new CommittedRecords(kafka.bootstrapServers(), topics.inquiries().name()).close();
    }

    private static List<String> inbox(TestDomain domain, Actor viewer) {
        return domain.inquiries.inbox(viewer, null, null, 10).inquiries().stream()
                .map(Inquiry::status)
                .toList();
    }

    private static List<String> activities(TestDomain domain, Actor viewer, UUID customer) {
        return domain.activityList.page(viewer, customer, ActivityFilter.all(), false, null, 50).activities().stream()
                .map(ActivityView.Full.class::cast)
                .map(ActivityView.Full::description)
                .sorted()
                .toList();
    }

    private static UUID create(TestDomain domain, Actor actor) {
        return domain.customers
                .create(actor, TestDomain.draft("c" + Ids.next() + "@example.com", "+14169671111", "A", "B"), null)
                .id();
    }

    private ConfigurableApplicationContext start(TestDatabase database, KafkaAddress kafka) {
        return new SpringApplicationBuilder(StreamProcessorApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + DatabaseRole.STREAM.roleName(),
                        "--spring.datasource.password=" + database.password(DatabaseRole.STREAM),
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--clientele.cdc.host=" + database.server().host(),
                        "--clientele.cdc.port=" + database.server().port(),
                        "--clientele.cdc.database=" + database.name(),
                        "--clientele.cdc.password=" + database.password(DatabaseRole.CDC),
                        "--clientele.cdc.slot=" + slot,
                        "--clientele.topics.prefix=" + database.name() + "-",
                        "--clientele.topics.partitions=3",
                        "--clientele.stream.state-directory=" + home.resolve("state"),
                        "--clientele.keys.master-key-file=" + home.resolve("master-key.json"));
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
