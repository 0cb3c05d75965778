package io.clientele.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clientele.customer.CustomerDraft;
import io.clientele.customer.CustomerValidation;
import io.clientele.customer.Customers;
import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.letter.DeadLetters;
import io.clientele.letter.LetterFilter;
import io.clientele.operation.Operations;
import io.clientele.organisation.Tenants;
import io.clientele.ownership.OwnershipHistory;
import io.clientele.pii.MasterKey;
import io.clientele.pii.TenantKeys;
import io.clientele.schemas.Json;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.event.EventHeaders;
import io.clientele.schemas.event.HourlyCount;
import io.clientele.schemas.failure.DeadLetter;
import io.clientele.schemas.topic.Topic;
import io.clientele.schemas.topic.Topics;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/// The whole application on real servers.
@Tag("REQ-CM-B004")
@Tag("REQ-CM-B015")
@ExtendWith(Servers.class)
class EventsIT {
    private static final Duration TIME = Duration.ofSeconds(40);

    @TempDir
    Path home;

    private TestDatabase database;
    private KafkaAddress kafka;
    private String slot;
    private Topics topics;
    private Customers customers;
    private DeadLetters letters;
    private Actor actor;

    @BeforeEach
    void prepare(TestDatabase database, KafkaAddress kafka) throws Exception {
        this.database = database;
        this.kafka = kafka;
        this.slot = database.slot();
        this.topics = Topics.withPrefix(prefix());
        DriverManagerDataSource gateway = new DriverManagerDataSource(
                database.jdbcUrl(), DatabaseRole.GATEWAY.roleName(), database.password(DatabaseRole.GATEWAY));
        JdbcTemplate jdbc = new JdbcTemplate(gateway);
        TenantTransactions transactions = new TenantTransactions(jdbc, new DataSourceTransactionManager(gateway));
        TenantKeys keys = new TenantKeys(jdbc, transactions, MasterKey.readOrCreate(masterKey()), Clock.systemUTC());
        Tenants tenants = new Tenants(jdbc, transactions, keys);
        TenantId tenant = tenants.create("garage", "CA").tenant().id();
        Clock clock = Clock.systemUTC();
        this.letters = new DeadLetters(jdbc, keys, transactions, Clock.systemUTC());
        this.actor = new Actor(tenant, UUID.randomUUID(), Role.SERVICE, null);
        this.customers = new Customers(
                jdbc,
                new CustomerValidation(clock),
                new Operations(jdbc, clock),
                new OwnershipHistory(jdbc),
                tenants,
                keys,
                transactions,
                clock);
    }

    @Test
    void makesOneEventAndOneActivityOfACustomerAlsoAfterItsStateWasLost() throws Exception {
        UUID first = create("first@example.com");
        long port;
        try (ConfigurableApplicationContext application = start()) {
            port = port(application);
            expectOnce(first, "customer.created", 1);
            awaitReady(port);
            expectCaptureMetrics(port);
            sendPoison(topics.activities());
            sendPoison(topics.changes());
            sendUnknownVersion(first);
            enlarge(first);
            expectDeadLetter(
                    topics.activities(), "malformed", topics.activities().name() + "-sink");
            // The topology and the history both read it, and each says so.
            expectDeadLetter(
                    topics.changes(),
                    "malformed",
                    "row-changes",
                    topics.changes().name() + "-history-sink");
            // Each of both changes has the notes in one of its images.
            expectDeadLetter(
                    topics.changes(),
                    "too_large",
                    "row-changes",
                    "row-changes",
                    topics.changes().name() + "-history-sink",
                    topics.changes().name() + "-history-sink");
            // The activity log, the feed and the webhooks read it.
            expectDeadLetter(
                    topics.events(),
                    "unknown_schema",
                    "events-to-log",
                    topics.events().name() + "-feed-sink",
                    topics.events().name() + "-webhook-sink");
            redriveWhatIsInTheTable();
        }
        FileSystemUtils.deleteRecursively(home.resolve("state"));
        UUID second = create("second@example.com");
        update(first);

        try (ConfigurableApplicationContext application = start()) {
            expectOnce(second, "customer.created", 1);
            expectOnce(first, "customer.updated", 2);
            await().atMost(TIME).until(() -> history(first).equals(List.of("insert []", "update [status]")));
            await().atMost(TIME)
                    .untilAsserted(() -> assertThat(counts(actor.tenantId().value()))
                            .isEqualTo(Map.of("customers_created", 2L, "activities_status_change", 3L)));
            awaitReady(port(application));
        }

        try (CommittedRecords events = events()) {
            List<ConsumerRecord<String, byte[]>> ofFirst =
                    events.await(4, TIME, record -> record.key().equals(first.toString()) && record.value().length > 2);
            // Both activities came back through capture as events of their own, and went no further.
            assertThat(ofFirst)
                    .extracting(record -> header(record, "ce_type"))
                    .containsExactlyInAnyOrder(
                            "customer.created",
                            "customer.activity.logged",
                            "customer.updated",
                            "customer.activity.logged");
            assertThat(ofFirst)
                    .extracting(record -> header(record, "ce_sequence"))
                    .containsExactly("1", "2", "3", "4");
            assertThat(ofFirst)
                    .extracting(record -> header(record, "ce_actorid"))
                    .contains(actor.userId().toString());
        }
    }

    /// Letters are rows, of the tenant where the record names one. What can be processed by now leaves its row
    /// redriven, what can not waits again.
    private void redriveWhatIsInTheTable() throws Exception {
        UUID lateTenant = UUID.randomUUID();
        HourlyCount count = new HourlyCount(lateTenant, "customers_created", Instant.parse("2026-11-20T08:00:00Z"), 7);
        send(new ProducerRecord<>(
                topics.counts().name(), count.key().getBytes(StandardCharsets.UTF_8), Json.write(count)));
        String sink = topics.activities().name() + "-sink";
        await().atMost(TIME)
                .untilAsserted(() -> assertThat(rows(DeadLetters.PLATFORM))
                        .contains(
                                "malformed by row-changes: waiting, 1",
                                "malformed by " + topics.changes().name() + "-history-sink: waiting, 1",
                                "malformed by " + sink + ": waiting, 1",
                                "unknown_schema by events-to-log: waiting, 1",
                                "refused by " + topics.counts().name() + "-sink: waiting, 1"));
        assertThat(rows(actor.tenantId()))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row).startsWith("too_large"));
        execute("insert into tenant (id, name) values (?, ?)", lateTenant, "late-" + lateTenant);

        for (Topic<?, ?> topic : List.of(topics.counts(), topics.activities())) {
            LetterFilter ofTopic = new LetterFilter(topic.name(), null, null, null);
            assertThat(letters.redriveAll(DeadLetters.PLATFORM, actor.userId(), ofTopic))
                    .isEqualTo(1);
        }

        await().atMost(TIME)
                .untilAsserted(() -> assertThat(rows(DeadLetters.PLATFORM))
                        .contains(
                                "malformed by " + sink + ": waiting, 2",
                                "refused by " + topics.counts().name() + "-sink: redriven, 1"));
        await().atMost(TIME).until(() -> counts(lateTenant).equals(Map.of("customers_created", 7L)));
    }

    private List<String> rows(TenantId tenantId) {
        return letters.page(tenantId, LetterFilter.all(), null, 50).letters().stream()
                .map(letter -> "%s by %s: %s, %d"
                        .formatted(letter.cause(), letter.consumer(), letter.status(), letter.attempts()))
                .toList();
    }

    private Map<String, Long> counts(UUID tenant) throws Exception {
        try (var connection = database.connectAsSuperuser();
                var select = connection.prepareStatement(
                        "select metric, sum(count) from hourly_count where tenant_id = ? group by metric")) {
            select.setObject(1, tenant);
            var row = select.executeQuery();
            Map<String, Long> counts = new HashMap<>();
            while (row.next()) {
                counts.put(row.getString(1), row.getLong(2));
            }
            return counts;
        }
    }

    private void execute(String sql, Object... values) throws Exception {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private void expectDeadLetter(Topic<?, ?> topic, String cause, String... consumers) {
        try (CommittedRecords letters = new CommittedRecords(kafka.bootstrapServers(), topic.deadLetters())) {
            assertThat(letters.await(
                            consumers.length,
                            TIME,
                            letter -> header(letter, DeadLetter.CAUSE).equals(cause)))
                    .allSatisfy(letter ->
                            assertThat(header(letter, DeadLetter.REASON)).startsWith("MalformedRecordException"))
                    .extracting(letter -> header(letter, DeadLetter.CONSUMER))
                    .containsExactlyInAnyOrder(consumers);
        }
    }

    /// Gives a customer notes of 2 MB, which no record has room for, and takes them away again.
    private void enlarge(UUID customer) throws Exception {
        try (var connection = database.connectAsSuperuser();
                var update = connection.prepareStatement("""
                        update customer set notes = ?, version = version where tenant_id = ? and id = ?
                        """)) {
            for (byte[] notes : new byte[][] {new byte[2_000_000], null}) {
                update.setBytes(1, notes);
                update.setObject(2, actor.tenantId().value());
                update.setObject(3, customer);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        }
    }

    private void sendUnknownVersion(UUID customer) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topics.events().name(),
                customer.toString().getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add(CommittedRecords.FOREIGN, new byte[0])
                .add(EventHeaders.TYPE, "customer.created".getBytes(StandardCharsets.UTF_8))
                .add(
                        EventHeaders.DATASCHEMA,
                        "urn:clientele:event:customer.created:99".getBytes(StandardCharsets.UTF_8));
        send(record);
    }

    private void expectOnce(UUID customer, String type, int activities) {
        try (CommittedRecords events = events()) {
            assertThat(events.await(
                            1,
                            TIME,
                            record -> record.key().equals(customer.toString())
                                    && header(record, "ce_type").equals(type)))
                    .hasSize(1);
        }
        await().atMost(TIME).until(() -> activities(customer) == activities);
    }

    private int activities(UUID customer) throws Exception {
        try (var connection = database.connectAsSuperuser();
                var select = connection.prepareStatement("""
                        select count(*) from customer_activity
                        where tenant_id = ? and customer_id = ? and activity_type = 'status_change'
                          and exists (select 1 from customer_last_activity l
                                      where l.tenant_id = customer_activity.tenant_id
                                        and l.customer_id = customer_activity.customer_id)
                        """)) {
            select.setObject(1, actor.tenantId().value());
            select.setObject(2, customer);
            var row = select.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    /// What the history has of a customer, in order.
    private List<String> history(UUID customer) throws Exception {
        try (var connection = database.connectAsSuperuser();
                var select = connection.prepareStatement("""
                        select kind, fields from record_history
                        where tenant_id = ? and customer_id = ? order by version
                        """)) {
            select.setObject(1, actor.tenantId().value());
            select.setObject(2, customer);
            var row = select.executeQuery();
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1) + " "
                        + List.of((Object[]) row.getArray(2).getArray()));
            }
            return found;
        }
    }

    private void update(UUID customer) throws Exception {
        try (var connection = database.connectAsSuperuser();
                var update = connection.prepareStatement("""
                        update customer set status = 'blocked', version = version + 1, updated_at = now()
                        where tenant_id = ? and id = ?
                        """)) {
            update.setObject(1, actor.tenantId().value());
            update.setObject(2, customer);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private void sendPoison(Topic<?, ?> topic) throws Exception {
        send(new ProducerRecord<>(topic.name(), "garbage".getBytes(StandardCharsets.UTF_8)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private UUID create(String email) {
        return customers
                .create(
                        actor,
                        new CustomerDraft(
                                email,
                                "+14165550123",
                                null,
                                "Jane",
                                "Doe",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        null)
                .id();
    }

    private ConfigurableApplicationContext start() {
        return StreamApplication.start(database, kafka, slot, home);
    }

    private static long port(ConfigurableApplicationContext application) {
        return Long.parseLong(application.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static void awaitReady(long port) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        try (HttpClient client = HttpClient.newHttpClient()) {
            await().atMost(TIME)
                    .untilAsserted(() -> assertThat(client.send(
                                            HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                                    .body())
                            .startsWith("{")
                            .contains("\"capture\":{\"details\"")
                            .doesNotContain("DOWN")
                            .contains("walStatus"));
        }
    }

    /// Those of docs/operations.md that say how far capture is, and what the database keeps for it.
    private static void expectCaptureMetrics(long port) {
        assertThat(metric(port, "running")).isEqualTo(1);
        assertThat(metric(port, "lost")).isZero();
        assertThat(metric(port, "snapshots")).isZero();
        assertThat(metric(port, "changes")).isPositive();
        assertThat(metric(port, "wal.safe")).isPositive();
        // The heartbeat of the test is a second.
        await().atMost(TIME).untilAsserted(() -> {
            assertThat(metric(port, "lag")).isBetween(0.0, 1e6);
            assertThat(metric(port, "wal.kept")).isPositive();
            assertThat(metric(port, "lag.time")).isBetween(0.0, 5.0);
            assertThat(metric(port, "batch.age")).isBetween(0.0, 5.0);
        });
    }

    private static double metric(long port, String name) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/metrics/clientele.cdc." + name);
        try (HttpClient client = HttpClient.newHttpClient()) {
            String body = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return Json.read(body.getBytes(StandardCharsets.UTF_8))
                    .at("/measurements/0/value")
                    .asDouble(Double.NaN);
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CommittedRecords events() {
        return new CommittedRecords(kafka.bootstrapServers(), topics.events().name());
    }

    private String prefix() {
        return StreamApplication.prefix(database);
    }

    private Path masterKey() {
        return StreamApplication.masterKey(home);
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
