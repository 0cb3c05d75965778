package io.clientele.stream.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.Servers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.history.RecordHistory;
import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.CommittedRecords;
import io.clientele.stream.event.Changes;
import io.clientele.stream.runtime.KafkaClient;
import io.clientele.stream.runtime.StreamSettings;
import io.clientele.stream.runtime.TopicCreation;
import io.clientele.stream.runtime.TopicSettings;
import io.clientele.stream.sink.SinkHealth;
import io.clientele.stream.sink.SinkRunner;
import io.clientele.tenant.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/// The sink on real servers: at least once from Kafka becomes once in the table.
@Tag("REQ-CM-B002")
@Tag("REQ-CM-B015")
@ExtendWith(Servers.class)
class HistorySinkIT {
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final int UPDATES = 200;

    private TestDatabase database;
    private KafkaAddress kafka;
    private KafkaClient client;
    private Topics topics;

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
    }

    @Test
    void keepsEachChangeOnceThroughRepetitionPoisonAndAnOutage() throws Exception {
        List<RowChange> changes = changes();
        send(changes);
        execute("alter table record_history rename to hidden");
        SinkRunner sink = sink();
        SinkHealth health = new SinkHealth(sink);
        sink.start();
        try {
            await().atMost(TIME).until(() -> health.health().getDetails().containsKey("problem"));
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            execute("alter table hidden rename to record_history");

            // The customer and the vehicle, each update, and none of the rest.
            await().atMost(TIME)
                    .untilAsserted(() -> assertThat(health.health().getDetails())
                            .containsEntry("appended", (long) UPDATES + 2)
                            .containsEntry("deadLetters", 2L));
            send(changes);
            send(List.of(Changes.updated(UPDATES + 2, Map.of("status", "active"), Map.of("status", "blocked"))));
            await().atMost(TIME)
                    .untilAsserted(() -> assertThat(health.health().getDetails())
                            .containsEntry("appended", (long) UPDATES + 3)
                            .containsEntry("deadLetters", 3L));
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        } finally {
            sink.stop();
        }

        assertThat(number("select count(*) from record_history")).isEqualTo(UPDATES + 3);
        assertThat(number("select count(distinct version) from record_history where entity_type = 'customer'"))
                .isEqualTo(UPDATES + 2);
        assertThat(number("select count(*) from record_history where before ->> 'source' = 'source ' || version"))
                .isEqualTo(UPDATES);
        try (CommittedRecords letters =
                new CommittedRecords(kafka.bootstrapServers(), topics.changes().deadLetters())) {
            assertThat(letters.await(3, TIME, letter -> true))
                    .hasSize(3)
                    .allSatisfy(letter -> assertThat(letter.headers()
                                    .lastHeader("dead_letter_consumer")
                                    .value())
                            .asString(StandardCharsets.UTF_8)
                            .isEqualTo(topics.changes().name() + "-history-sink"));
        }
    }

    /// A customer's life, a vehicle, what is not kept, and one that the table refuses among them.
    private static List<RowChange> changes() {
        List<RowChange> changes = new ArrayList<>();
        changes.add(Changes.created("import"));
        for (int version = 2; version < UPDATES + 2; version++) {
            changes.add(Changes.updated(
                    version, Map.of("source", "source " + version), Map.of("source", "source " + (version + 1))));
        }
        changes.add(UPDATES / 2, Changes.updated(0, Map.of("status", "active"), Map.of("status", "blocked")));
        changes.add(Changes.change(
                RowChange.VEHICLE,
                ChangeKind.CREATE,
                null,
                Changes.of(new UUID(7, 7), Map.of("version", 1, "updated_at", Changes.TIME.toString())),
                "api"));
        changes.add(Changes.change(
                RowChange.OPERATION,
                ChangeKind.CREATE,
                null,
                Map.of(
                        "tenant_id",
                        Changes.TENANT.toString(),
                        "id",
                        Changes.OPERATION.toString(),
                        "kind",
                        "import",
                        "actor_id",
                        Changes.ACTOR.toString()),
                "import"));
        return changes;
    }

    /// Each twice; a first call begins with a record that nobody can read.
    private void send(List<RowChange> changes) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            if (number("select count(*) from record_history") == 0) {
                // In the customer's own partition, so that it is in the batch that the outage holds up.
                producer.send(new ProducerRecord<>(
                        topics.changes().name(),
                        Changes.CUSTOMER.toString().getBytes(StandardCharsets.UTF_8),
                        "garbage".getBytes(StandardCharsets.UTF_8)));
            }
            for (RowChange change : changes) {
                RecordHeaders headers = new RecordHeaders();
                String topic = topics.changes().name();
                byte[] value = topics.changes().value().serializer().serialize(topic, headers, change);
                byte[] key = change.key().getBytes(StandardCharsets.UTF_8);
                boolean isRefused = change.table().equals(RowChange.CUSTOMER)
                        && change.row().number("version") == 0;
                for (int time = 0; time < (isRefused ? 1 : 2); time++) {
                    producer.send(new ProducerRecord<>(topic, null, null, key, value, headers));
                }
            }
            producer.flush();
        }
    }

    private SinkRunner sink() {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(
                database.jdbcUrl(), DatabaseRole.STREAM.roleName(), database.password(DatabaseRole.STREAM));
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        RecordHistory history =
                new RecordHistory(jdbc, new TenantTransactions(jdbc, new DataSourceTransactionManager(dataSource)));
        KafkaTemplate<byte[], byte[]> deadLetters = new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(
                client.settings(), new ByteArraySerializer(), new ByteArraySerializer()));
        StreamSettings settings =
                new StreamSettings(Path.of("unused"), 1, Duration.ofMillis(100), Duration.ofSeconds(8), 10, 2, 128);
        return new SinkRunner(
                new HistorySink(history, topics.changes()),
                deadLetters,
                settings,
                client,
                java.util.concurrent.CompletableFuture.completedFuture(null));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
