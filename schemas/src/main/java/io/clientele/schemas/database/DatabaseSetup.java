package io.clientele.schemas.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;

/// Prepares one database: the roles with their passwords, the database itself, the migrations, and the replication
/// slot that has to exist before the first change it is to see. Every step may be repeated.
public final class DatabaseSetup {
    /// The replication slot and the publication that capture reads.
    public static final String SLOT = "clientele_cdc";

    private static final String ROLE_EXISTS = "select 1 from pg_roles where rolname = ?";
    private static final String DATABASE_EXISTS = "select 1 from pg_database where datname = ?";
    private static final String SLOT_EXISTS = "select 1 from pg_replication_slots where slot_name = ? and database = ?";
    private static final String CREATE_SLOT = "select pg_create_logical_replication_slot(?, 'pgoutput')";

    private DatabaseSetup() {}

    /// Where and as whom.
    ///
    /// @param host name or address
    /// @param port 1 to 65535
    /// @param database the database to create and migrate
    /// @param superuser a role that may create roles and databases
    /// @param superuserPassword its password
    /// @param rolePasswords one for every [DatabaseRole]; existing roles get the password given
    /// @param replicationSlot the slot to make sure of, usually [#SLOT]; empty makes none
    public record Config(
            String host,
            int port,
            String database,
            String superuser,
            String superuserPassword,
            Map<DatabaseRole, String> rolePasswords,
            String replicationSlot) {
        public Config {
            for (DatabaseRole role : DatabaseRole.values()) {
                Objects.requireNonNull(rolePasswords.get(role), () -> "no password for role " + role.roleName());
            }
            rolePasswords = Map.copyOf(rolePasswords);
        }

        /// The JDBC address of a database of this server.
        public String jdbcUrl(String name) {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
        }

        @Override
        public String toString() {
            return "Config[%s:%d/%s]".formatted(host, port, database);
        }
    }

    /// Does all of it, in order.
    ///
    /// @throws SQLException when the server refuses a step
    public static void prepare(Config config) throws SQLException {
        try (Connection server = connect(config, "postgres")) {
            createRoles(server, config);
            createDatabase(server, config);
        }
        try (Connection database = connect(config, config.database());
                Statement statement = database.createStatement()) {
            statement.execute("grant create, usage on schema public to " + DatabaseRole.MIGRATOR.roleName());
        }
        migrate(config);
        if (!config.replicationSlot().isEmpty()) {
            createSlot(config);
        }
    }

    private static void createRoles(Connection server, Config config) throws SQLException {
        for (DatabaseRole role : DatabaseRole.values()) {
            String verb = exists(server, ROLE_EXISTS, role.roleName()) ? "alter" : "create";
            try (Statement statement = server.createStatement()) {
                statement.execute("%s role %s with login nosuperuser nocreatedb nocreaterole %s password %s"
                        .formatted(
                                verb,
                                role.roleName(),
                                role.attributes(),
                                statement.enquoteLiteral(config.rolePasswords().get(role))));
            }
        }
        try (Statement statement = server.createStatement()) {
            // A mistake in the cdc role's rights is then an error and not an empty answer.
            statement.execute("alter role " + DatabaseRole.CDC.roleName() + " set row_security = off");
        }
    }

    private static void createDatabase(Connection server, Config config) throws SQLException {
        if (exists(server, DATABASE_EXISTS, config.database())) {
            return;
        }
        try (Statement statement = server.createStatement()) {
            statement.execute("create database %s owner %s"
                    .formatted(statement.enquoteIdentifier(config.database(), true), DatabaseRole.MIGRATOR.roleName()));
        }
    }

    private static void migrate(Config config) {
        Flyway.configure(DatabaseSetup.class.getClassLoader())
                .dataSource(
                        config.jdbcUrl(config.database()),
                        DatabaseRole.MIGRATOR.roleName(),
                        config.rolePasswords().get(DatabaseRole.MIGRATOR))
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static void createSlot(Config config) throws SQLException {
        try (Connection database = connect(config, config.database())) {
            if (exists(database, SLOT_EXISTS, config.replicationSlot(), config.database())) {
                return;
            }
            try (PreparedStatement create = database.prepareStatement(CREATE_SLOT)) {
                create.setString(1, config.replicationSlot());
                create.execute();
            }
        }
    }

    private static boolean exists(Connection connection, String query, String... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            return select.executeQuery().next();
        }
    }

    private static Connection connect(Config config, String database) throws SQLException {
        return DriverManager.getConnection(config.jdbcUrl(database), config.superuser(), config.superuserPassword());
    }
}
