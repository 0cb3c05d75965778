package io.clientele.stream.cdc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/// The connection whose advisory lock says who captures: the lock goes with the connection, and with it the right.
/// Also used to look at the slot, so that asking is a sign of life.
final class Leadership implements AutoCloseable {
    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtextextended('clientele cdc ' || ?, 0))";
    private static final String KEEP_ALIVE = "set tcp_keepalives_idle = 3";
    private static final String KEEP_ALIVE_AGAIN = "set tcp_keepalives_interval = 2";
    private static final String KEEP_ALIVE_TIMES = "set tcp_keepalives_count = 2";
    private static final String FIND_SLOT = """
            select coalesce(wal_status, 'lost') as wal_status, invalidation_reason,
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::bigint as lag_bytes,
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint as kept_bytes
            from pg_replication_slots
            where slot_name = ? and database = current_database()
            """;
    private static final String FIND_TABLES = """
            select schemaname, tablename from pg_publication_tables
            where pubname = ?
            order by 1, 2
            """;

    private final Connection connection;
    private final CaptureSettings settings;

    private Leadership(Connection connection, CaptureSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    static Leadership connect(CaptureSettings settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.username());
        properties.setProperty("password", settings.password());
        properties.setProperty("ApplicationName", "clientele cdc leader");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "15");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(settings.jdbcUrl(), properties);
        try (var statement = connection.createStatement()) {
            // The server then notices within seconds that a leader's machine is gone.
            statement.execute(KEEP_ALIVE);
            statement.execute(KEEP_ALIVE_AGAIN);
            statement.execute(KEEP_ALIVE_TIMES);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new Leadership(connection, settings);
    }

    /// Whether this connection leads now; it then does until it closes. To be asked again only after a no.
    boolean tryLead() throws SQLException {
        return query(TRY_LOCK, settings.slot(), row -> first(row, "pg_try_advisory_lock"))
                .contains("t");
    }

    /// Empty when there is no such slot in this database.
    Optional<SlotStatus> slot() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND_SLOT)) {
            select.setString(1, settings.slot());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new SlotStatus(
                                row.getString("wal_status"),
                                row.getString("invalidation_reason"),
                                row.getLong("lag_bytes"),
                                row.getLong("kept_bytes")))
                        : Optional.empty();
            }
        }
    }

    /// The published tables as regular expressions, roots only, so that the engine does not read every partition.
    List<String> publishedTables() throws SQLException {
        return query(
                FIND_TABLES, settings.publication(), row -> first(row, "schemaname") + "\\." + first(row, "tablename"));
    }

    private List<String> query(String sql, String parameter, Function<ResultSet, String> reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, parameter);
            List<String> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.apply(row));
                }
            }
            return rows;
        }
    }

    private static String first(ResultSet row, String column) {
        try {
            return row.getString(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server drops the lock with the connection in any case.
            return;
        }
    }
}
