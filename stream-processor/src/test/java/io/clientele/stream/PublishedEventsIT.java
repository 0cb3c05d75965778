package io.clientele.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.feed.FeedEvent;
import io.clientele.operation.OperationKind;
import io.clientele.operation.TraceContext;
import io.clientele.organisation.Tenant;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.event.EventType;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.example.EventConsumer;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.vehicle.SavedVehicle;
import io.clientele.vehicle.VehicleDraft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// Every type of event, from what people do to those who read it: from the log, by the consumers of `docs/events.md`,
/// and in the feed.
@Tag("REQ-CM-B015")
@ExtendWith(Servers.class)
class PublishedEventsIT {
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @TempDir
    Path home;

    private TestDatabase database;
    private KafkaAddress kafka;
    private Topics topics;
    private TestDomain gateway;
    private Tenant tenant;
    private Actor admin;

    @BeforeEach
    void prepare(TestDatabase database, KafkaAddress kafka) {
        this.database = database;
        this.kafka = kafka;
        this.topics = Topics.withPrefix(StreamApplication.prefix(database));
        this.gateway = new TestDomain(database, DatabaseRole.GATEWAY, home, 2);
        this.tenant = gateway.tenant();
        this.admin = gateway.admin(tenant);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void bringsEveryTypeOfEventToEveryKindOfReader() throws Exception {
        UUID operation;
        UUID jane;
        try (ConfigurableApplicationContext application =
                StreamApplication.start(database, kafka, database.slot(), home)) {
            assertThat(application.isRunning()).isTrue();
            jane = TraceContext.parse(TRACE).orElseThrow().call(() -> customer("jane@example.com"));
            operation = everythingElse(jane);
            List<ConsumerRecord<String, byte[]>> events;
            try (CommittedRecords records = new CommittedRecords(
                    kafka.bootstrapServers(), topics.events().name())) {
                // Jane's and John's creation, eleven others of Jane's, vehicles of John's, the import; and the log of
                // each.
                events = records.await(16, TIME, record -> !isOfTheLog(record));
            }

            assertThat(events)
                    .extracting(PublishedEventsIT::type)
                    .containsAll(Arrays.stream(EventType.values())
                            .filter(type -> type != EventType.ACTIVITY_LOGGED)
                            .map(EventType::typeName)
                            .toList());
            assertThat(events)
                    .filteredOn(event -> event.key().equals(jane.toString()))
                    .extracting(PublishedEventsIT::type)
                    .startsWith("customer.created")
                    .containsSubsequence("customer.merged", "customer.unmerged", "customer.erased")
                    .containsOnlyOnce("customer.vehicle.removed");
            assertThat(events)
                    .filteredOn(event -> type(event).equals("customer.import.completed"))
                    .extracting(ConsumerRecord::key)
                    .containsExactly(operation.toString());
            assertThat(events)
                    .filteredOn(event -> event.headers().lastHeader("ce_traceparent") != null)
                    .as("those of the traced request")
                    .extracting(event -> type(event) + " " + header(event, "ce_traceparent"))
                    .containsExactly("customer.created " + TRACE);
            await().atMost(TIME).until(() -> feed().size() >= 16);
        }

        goesOnNumberingAfterTheChangelogWasLost(jane);
        readsThemWithTheConsumerOfTheDocumentation(jane);
        readsThemWithTheConsoleToolAsTheDocumentationCallsIt();
    }

    /// Neither the topic nor the directory of the store is there any more, only the events.
    private void goesOnNumberingAfterTheChangelogWasLost(UUID customer) throws Exception {
        String changelog = StreamApplication.prefix(database) + "clientele-stream-event-positions-changelog";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).contains(changelog);
            admin.deleteTopics(List.of(changelog)).all().get();
            await().atMost(TIME).until(() -> !admin.listTopics().names().get().contains(changelog));
        }
        FileSystemUtils.deleteRecursively(home.resolve("state"));
        gateway.updates.delete(admin, customer, 5, null);

        try (ConfigurableApplicationContext application =
                        StreamApplication.start(database, kafka, database.slot(), home);
                CommittedRecords records = new CommittedRecords(
                        kafka.bootstrapServers(), topics.events().name())) {
            assertThat(application.isRunning()).isTrue();
            List<ConsumerRecord<String, byte[]>> deletions = records.await(
                    2,
                    TIME,
                    record -> record.key().equals(customer.toString())
                            && type(record).equals("customer.deleted"));
            assertThat(deletions).hasSize(2);
            assertThat(records.poll(0))
                    .filteredOn(record -> record.key().equals(customer.toString()))
                    .extracting(record -> Long.parseLong(header(record, "ce_sequence")))
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .startsWith(1L)
                    .satisfies(all -> assertThat(all.getLast()).isEqualTo((long) all.size()));
        }
    }

    private UUID customer(String email) {
        return gateway.customers
                .create(admin, TestDomain.draft(email, "+14165550123", "Jane", "Doe"), null)
                .id();
    }

    private UUID everythingElse(UUID jane) {
        UUID john = customer("john@example.com");
        UUID owner = gateway.professional(tenant).professionalId();
        gateway.updates.replace(
                admin, jane, 1, TestDomain.draft("jane@example.com", "+14165550123", "Joan", "Doe"), null);
        gateway.updates.delete(admin, jane, 2, null);
        gateway.updates.restore(admin, jane, 3, null);
        gateway.ownership.transfer(admin, jane, owner, "holiday", 4, null);
        SavedVehicle car = gateway.vehicles.create(admin, jane, vehicle("red"), null);
        UUID carId = car.vehicle().id();
        gateway.vehicleUpdates.change(admin, jane, carId, 1, draft -> vehicle("blue"), null);
        gateway.vehicleTransfers.transfer(admin, jane, carId, 2, john, "sold", null);
        gateway.vehicleUpdates.remove(admin, john, carId, 3, null);
        ledgers(jane, john);
        return gateway.transactions.write(tenant.id(), () -> {
            UUID operation = gateway.operations.begin(admin, OperationKind.IMPORT, null);
            gateway.operations.end(tenant.id(), operation, "completed", 3);
            return operation;
        });
    }

    private static VehicleDraft vehicle(String color) {
        return new VehicleDraft("Honda", "Civic", 2019, null, null, color, null, null, "owned", null);
    }

    /// As the features will write them that are to come: as the gateway's role, under row-level security.
    private void ledgers(UUID jane, UUID john) {
        UUID merge = Ids.next();
        gateway.transactions.write(tenant.id(), () -> {
            UUID operation = gateway.operations.record(admin, OperationKind.MERGE, null, 1);
            Object by = admin.userId();
            Object id = tenant.id().value();
            gateway.jdbc.update("""
                    insert into consent (tenant_id, id, customer_id, purpose, given, recorded_at, channel, operation_id)
                    values (?, ?, ?, 'marketing', true, now(), 'web', ?)""", id, Ids.next(), jane, operation);
            String merges = """
                    insert into customer_merge (tenant_id, id, customer_id, merged_customer_id, undoes_id, decided_by,
                        decided_at, operation_id) values (?, ?, ?, ?, ?::uuid, ?, now(), ?)""";
            gateway.jdbc.update(merges, id, merge, jane, john, null, by, operation);
            gateway.jdbc.update(merges, id, Ids.next(), jane, john, merge.toString(), by, operation);
            return gateway.jdbc.update("""
                    insert into customer_erasure (tenant_id, id, customer_id, erased_by, erased_at, operation_id)
                    values (?, ?, ?, ?, now(), ?)""", id, Ids.next(), jane, by, operation);
        });
    }

    private List<FeedEvent> feed() {
        return gateway.eventFeed.page(admin, List.of(), null, 200).events();
    }

    /// The page shows the source that runs here.
    private void readsThemWithTheConsumerOfTheDocumentation(UUID customer) throws Exception {
        String source = Files.readString(
                Path.of("src/test/java/io/clientele/stream/example/EventConsumer.java"), StandardCharsets.UTF_8);
        assertThat(page())
                .contains("```java\n"
                        + source.substring(source.indexOf("import ")).strip() + "\n```");
        List<String> lines = new ArrayList<>();
        try (EventConsumer consumer =
                new EventConsumer(kafka.bootstrapServers(), topics.events().name(), "docs-" + UUID.randomUUID())) {
            await().atMost(TIME).until(() -> {
                lines.addAll(consumer.poll(Duration.ofMillis(200)));
                return lines.stream().anyMatch(line -> line.contains("customer.import.completed"))
                        && lines.stream().anyMatch(line -> line.contains("customer.erased"));
            });
        }

        assertThat(lines).doesNotHaveDuplicates().anyMatch(line -> line.startsWith(customer + " 1 customer.created {"));
    }

    private void readsThemWithTheConsoleToolAsTheDocumentationCallsIt() throws Exception {
        String command = page().lines()
                .filter(line -> line.startsWith("kafka-console-consumer.sh "))
                .findFirst()
                .orElseThrow();
        List<String> arguments = Arrays.stream(command.split(" "))
                .skip(1)
                .map(word -> word.equals("$KAFKA_BOOTSTRAP") ? kafka.bootstrapServers() : word)
                .map(word -> word.equals("customer.events") ? topics.events().name() : word)
                .toList();

        assertThat(ConsoleConsumerProcess.run(arguments))
                .anyMatch(line -> line.contains("ce_type:customer.erased") && line.contains("\"erasure_id\""))
                .anyMatch(line -> line.contains("ce_traceparent:" + TRACE));
    }

    private static String page() throws Exception {
        return Files.readString(Path.of("..", "docs", "events.md"), StandardCharsets.UTF_8);
    }

    private static boolean isOfTheLog(ConsumerRecord<String, byte[]> event) {
        return type(event).equals("customer.activity.logged");
    }

    private static String type(ConsumerRecord<String, byte[]> event) {
        return header(event, "ce_type");
    }

    private static String header(ConsumerRecord<?, ?> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
