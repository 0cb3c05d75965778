package io.clientele.stream.cdc;

import io.clientele.embedded.KafkaAddress;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.topic.Topics;
import io.clientele.stream.runtime.TopicCreation;
import io.clientele.stream.runtime.TopicSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/// A captured database and the topics it goes to.
record CaptureFixture(TestDatabase database, KafkaAddress kafka, String prefix, String slot) {
    static final UUID TENANT = new UUID(0x1000, 1);
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
            from generate_series(1, ?) i
            """;

    static CaptureFixture create(TestDatabase database, KafkaAddress kafka) throws SQLException {
        String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";
        CaptureFixture fixture = new CaptureFixture(database, kafka, prefix, database.slot());
        TopicCreation creation = new TopicCreation(
                fixture.topics(), new TopicSettings(prefix, 3), Map.of("bootstrap.servers", kafka.bootstrapServers()));
        creation.start();
        creation.ready().join();
        creation.stop();
        return fixture;
    }

    Topics topics() {
        return Topics.withPrefix(prefix);
    }

    CaptureSettings settings(int maxBatch) {
        return new CaptureSettings(
                database.server().host(),
                database.server().port(),
                database.name(),
                DatabaseRole.CDC.roleName(),
                database.password(DatabaseRole.CDC),
                slot,
                "clientele_cdc",
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMillis(5),
                maxBatch,
                maxBatch * 4);
    }

    Capture capture(int maxBatch) {
        return new Capture(
                settings(maxBatch),
                topics(),
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
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

    /// Customers in one statement.
    void insertCustomers(UUID operation, int count) throws SQLException {
        try (Connection connection = database.connectAsSuperuser()) {
            execute(connection, CUSTOMER_ROWS, TENANT, operation.toString(), operation, count);
        }
    }

    void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = database.connectAsSuperuser()) {
            execute(connection, sql, values);
        }
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
