package io.clientele.embedded.junit;

import io.clientele.embedded.PostgresAddress;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.database.DatabaseSetup;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A migrated database of a test's own, copied from a template in about 100 ms. Closing drops it and its slots.
public final class TestDatabase implements AutoCloseable {
    private static final String TEMPLATE = "clientele_template";
    private static final long LOCK = 0x636c69656e74L;
    private static final String TEMPLATE_READY =
            "select 1 from pg_database where datname = ? and datistemplate and not datallowconn";
    private static final String SLOT_USERS = """
            select pg_terminate_backend(active_pid, 5000) from pg_replication_slots
            where database = ? and active_pid is not null
            """;
    private static final String DROP_SLOTS =
            "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = ?";

    private final PostgresAddress server;
    private final String name;

    private TestDatabase(PostgresAddress server, String name) {
        this.server = server;
        this.name = name;
    }

    /// A fresh one on the shared server.
    public static TestDatabase create() {
        PostgresAddress server = TestServers.postgres();
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = connect(server, "postgres", server.user(), server.password());
                Statement statement = connection.createStatement()) {
            // Held until the connection ends: a template can be copied by one session at a time.
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            prepareTemplate(server, connection);
            statement.execute(
                    "create database " + name + " template " + TEMPLATE + " owner " + DatabaseRole.MIGRATOR.roleName());
            return new TestDatabase(server, name);
        } catch (SQLException e) {
            throw new IllegalStateException("can't create a test database", e);
        }
    }

    private static void prepareTemplate(PostgresAddress server, Connection connection) throws SQLException {
        if (exists(connection)) {
            return;
        }
        DatabaseSetup.prepare(config(server, TEMPLATE, ""));
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter database " + TEMPLATE + " with is_template true allow_connections false");
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TEMPLATE_READY)) {
            select.setString(1, TEMPLATE);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static DatabaseSetup.Config config(PostgresAddress server, String database, String slot) {
        Map<DatabaseRole, String> passwords = Arrays.stream(DatabaseRole.values())
                .collect(Collectors.toMap(Function.identity(), TestDatabase::rolePassword));
        return new DatabaseSetup.Config(
                server.host(), server.port(), database, server.user(), server.password(), passwords, slot);
    }

    private static String rolePassword(DatabaseRole role) {
        return "test-" + role.roleName();
    }

    /// The server it lies on, with its superuser.
    public PostgresAddress server() {
        return server;
    }

    /// Its name, unique in the build.
    public String name() {
        return name;
    }

    /// Its JDBC address, without user and password.
    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    /// The password of a role, the same in every test database.
    public String password(DatabaseRole role) {
        return rolePassword(role);
    }

    /// A new connection as a role, which row-level security binds.
    public Connection connect(DatabaseRole role) throws SQLException {
        return connect(server, name, role.roleName(), rolePassword(role));
    }

    /// A new connection as the superuser, who sees everything.
    public Connection connectAsSuperuser() throws SQLException {
        return connect(server, name, server.user(), server.password());
    }

    /// Makes the replication slot of this database, which sees changes from now on, and returns its name. Slots belong
    /// to the whole server, so each database has a name of its own for it.
    public String slot() throws SQLException {
        String slot = name + "_slot";
        DatabaseSetup.prepare(config(server, name, slot));
        return slot;
    }

    /// Drops the database, whoever is connected, with its slots.
    @Override
    public void close() {
        try (Connection connection = connect(server, "postgres", server.user(), server.password())) {
            select(connection, SLOT_USERS);
            select(connection, DROP_SLOTS);
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop database if exists " + name + " with (force)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("can't drop test database " + name, e);
        }
    }

    private void select(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, name);
            select.execute();
        }
    }

    private static Connection connect(PostgresAddress server, String database, String user, String password)
            throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), user, password);
    }
}
