package io.clientele.benchmark.place;

import io.clientele.embedded.PostgresAddress;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.database.DatabaseSetup;
import io.clientele.tenant.TenantId;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/// The database that all contenders fill in turn: migrated as in production, with the replication slot.
/// Nobody reads the slot here, so that the server keeps its log for it (up to `max_slot_wal_keep_size`), as
/// it does in production while capture is away.
public record Database(PostgresAddress server, String name, Map<DatabaseRole, String> passwords) {
    private static final String NAME = "clientele";
    // Personal data of one benchmark is as good as gone with its database; the tenant and its keys stay.
    private static final String CLEAR =
            "truncate customer, subject_key, bulk_row_error, bulk_failed_row, operation cascade";
    private static final String CHECKPOINT = "checkpoint";
    private static final String COUNT_CUSTOMERS = "select count(*) from customer where tenant_id = ?";
    private static final String COUNT_KEYS = "select count(*) from subject_key where tenant_id = ?";
    private static final String SHOW = "select setting from pg_settings where name = ?";

    public static Database prepare(PostgresAddress server) throws SQLException {
        Map<DatabaseRole, String> passwords = new EnumMap<>(DatabaseRole.class);
        SecureRandom random = new SecureRandom();
        for (DatabaseRole role : DatabaseRole.values()) {
            byte[] password = new byte[16];
            random.nextBytes(password);
            passwords.put(role, HexFormat.of().formatHex(password));
        }
        return prepare(new Database(server, NAME, passwords), DatabaseSetup.SLOT);
    }

    private static Database prepare(Database database, String slot) throws SQLException {
        PostgresAddress server = database.server;
        DatabaseSetup.prepare(new DatabaseSetup.Config(
                server.host(),
                server.port(),
                database.name,
                server.user(),
                server.password(),
                database.passwords,
                slot));
        return database;
    }

    /// Another one like this on the same server, with the same roles and a slot of its name.
    ///
    /// @param name a plain lower-case word
    public Database sibling(String name) throws SQLException {
        return prepare(new Database(server, name, passwords), name);
    }

    public Login superuser() {
        return new Login(server.jdbcUrl(name), server.user(), server.password());
    }

    public Login as(DatabaseRole role) {
        String password = passwords.get(role);
        if (password == null) {
            throw new IllegalStateException("no password for " + role.roleName());
        }
        return new Login(server.jdbcUrl(name), role.roleName(), password);
    }

    /// Removes every customer, and writes what is dirty, so that no contender pays for the one before.
    public void clear() throws SQLException {
        execute(CLEAR);
        checkpoint();
    }

    /// Writes what is dirty.
    public void checkpoint() throws SQLException {
        execute(CHECKPOINT);
    }

    /// Runs a statement as superuser.
    public void execute(String sql) throws SQLException {
        try (Connection connection = superuser().open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Another, empty database on the same server.
    ///
    /// @param name a plain lower-case word
    public Login create(String name) throws SQLException {
        execute("create database " + name);
        return new Login(server.jdbcUrl(name), server.user(), server.password());
    }

    public long customers(TenantId tenant) throws SQLException {
        return count(COUNT_CUSTOMERS, tenant);
    }

    public long keys(TenantId tenant) throws SQLException {
        return count(COUNT_KEYS, tenant);
    }

    /// The value of a server setting.
    public String setting(String name) throws SQLException {
        try (Connection connection = superuser().open();
                PreparedStatement select = connection.prepareStatement(SHOW)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "unknown";
            }
        }
    }

    private long count(String query, TenantId tenant) throws SQLException {
        try (Connection connection = superuser().open();
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setObject(1, tenant.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public String toString() {
        return "Database[" + server + "]";
    }

    /// Where and as whom.
    public record Login(String url, String user, String password) {
        public Connection open() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }

        /// How many rows a table has.
        ///
        /// @param table as it is written in SQL, never from outside
        public long count(String table) throws SQLException {
            try (Connection connection = open();
                    Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("select count(*) from " + table)) {
                row.next();
                return row.getLong(1);
            }
        }

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
