package io.clientele.stream.cdc;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.cdc.ChangeHeaders;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.CommittedRecords;
import io.clientele.stream.runtime.TopicCreation;
import io.clientele.stream.runtime.TopicSettings;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A captured database and the topics it goes to.
record CaptureFixture(TestDatabase database, KafkaAddress kafka, String prefix, String slot) {
    static final UUID TENANT = new UUID(0x1000, 1);
    private static final String END_READERS = """
            select pg_terminate_backend(active_pid, 5000) from pg_replication_slots
            where database = current_database() and active_pid is not null
            """;
    private static final String DROP_SLOTS =
            "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = current_database()";
    private static final String TENANT_ROW =
            "insert into tenant (id, name) values (?, 'garage') on conflict do nothing";
    private static final String OPERATION_ROW = """
            insert into operation (tenant_id, id, kind, actor_id, actor_role) values (?, ?, ?, ?, 'service')
            """;
    private static final String CUSTOMER_ROWS = """
            insert into customer (tenant_id, id, email, phone, first_name, last_name, notes, tags,
                                  created_at, updated_at, operation_id, operation_row)
            select ?, gen_random_uuid(), decode(md5(? || i), 'hex'), '\\x01', '\\x02', '\\x03', null, '{a,b}',
                   now(), now(), ?, i
            from generate_series(?, ?) i
            """;

    static CaptureFixture create(TestDatabase database, KafkaAddress kafka) throws SQLException {
        String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";
        // A slot of the test's own: what earlier tests left unread is none of its business.
        try (Connection connection = database.connectAsSuperuser()) {
            execute(connection, END_READERS);
            execute(connection, DROP_SLOTS);
        }
        CaptureFixture fixture = new CaptureFixture(database, kafka, prefix, database.slot());
        TopicCreation creation = new TopicCreation(
                fixture.topics(), new TopicSettings(prefix, 3), Map.of("bootstrap.servers", kafka.bootstrapServers()));
        creation.start();
        creation.ready().join();
        creation.stop();
        return fixture;
    }

    /// Everything that was committed to `cdc.changes`.
    CommittedRecords records() {
        return new CommittedRecords(kafka.bootstrapServers(), topics().changes().name());
    }

    /// Whether a record is a customer that the operation wrote.
    static Predicate<ConsumerRecord<String, byte[]>> ofOperation(UUID operation) {
        byte[] id = operation.toString().getBytes(StandardCharsets.UTF_8);
        return record -> Arrays.equals(
                        id,
                        record.headers().lastHeader(ChangeHeaders.OPERATION_ID).value())
                && RowChange.CUSTOMER.equals(new String(
                        record.headers().lastHeader(ChangeHeaders.TABLE).value(), StandardCharsets.UTF_8));
    }

    List<RowChange> read(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .map(record -> topics().changes()
                        .value()
                        .deserializer()
                        .deserialize(record.topic(), record.headers(), record.value()))
                .toList();
    }

    /// The rows of the operation that changes tell of, in their order.
    List<Long> operationRows(List<ConsumerRecord<String, byte[]>> records) {
        return read(records).stream()
                .map(change -> change.row().requireNumber("operation_row"))
                .toList();
    }

    Topics topics() {
        return Topics.withPrefix(prefix);
    }

    CaptureSettings settings(int maxBatch) {
        return settings(maxBatch, CaptureSettings.WhenLost.STOP);
    }

    CaptureSettings settings(int maxBatch, CaptureSettings.WhenLost whenLost) {
        return new CaptureSettings(
                true,
                database.server().host(),
                database.server().port(),
                database.name(),
                DatabaseRole.CDC.roleName(),
                database.password(DatabaseRole.CDC),
                slot,
                "clientele_cdc",
                whenLost,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMillis(5),
                maxBatch,
                maxBatch * 4);
    }

    Capture capture(int maxBatch) {
        return capture(settings(maxBatch), Map.of());
    }

    /// @param client settings of the Kafka clients besides the address
    Capture capture(CaptureSettings settings, Map<String, Object> client) {
        Map<String, Object> kafkaClient = new HashMap<>(client);
        kafkaClient.put("bootstrap.servers", kafka.bootstrapServers());
        return new Capture(
                settings,
                topics(),
                kafkaClient,
                java.util.concurrent.CompletableFuture.completedFuture(null),
                Clock.systemUTC());
    }

    /// An operation of the tenant, in a transaction of its own.
    UUID operation(String kind, UUID actor) throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection connection = database.connectAsSuperuser()) {
            execute(connection, TENANT_ROW, TENANT);
            execute(connection, OPERATION_ROW, TENANT, id, kind, actor);
        }
        return id;
    }

    /// Customers in one statement, which name the rows 1 to `count` of the operation.
    void insertCustomers(UUID operation, int count) throws SQLException {
        try (Connection connection = database.connectAsSuperuser()) {
            insertCustomers(connection, operation, 1, count);
        }
    }

    /// The same for the rows `from` to `to`, in the transaction of the connection.
    static void insertCustomers(Connection connection, UUID operation, int from, int to) throws SQLException {
        execute(connection, CUSTOMER_ROWS, TENANT, operation.toString(), operation, from, to);
    }

    /// Whether some process reads the slot.
    boolean isRead() throws SQLException {
        return "t".equals(query("select active from pg_replication_slots where slot_name = ?", slot));
    }

    /// The first column of the first row; empty where that is null or there is none.
    String query(String sql, Object... values) throws SQLException {
        try (Connection connection = database.connectAsSuperuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Objects.requireNonNullElse(row.getString(1), "") : "";
            }
        }
    }

    void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = database.connectAsSuperuser()) {
            execute(connection, sql, values);
        }
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            statement.execute();
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
