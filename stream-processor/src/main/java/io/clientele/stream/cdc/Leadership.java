package io.clientele.stream.cdc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connection whose advisory lock says who captures: the lock goes with the connection, and with it the right.
/// A thread of its own keeps it alive. The server ends it after a few seconds without a sign of life, so that neither
/// a lost machine nor a process that hangs or was stopped keeps the others from taking over.
final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtextextended('clientele cdc ' || ?, 0))";
    private static final String KEEP_ALIVE = "set tcp_keepalives_idle = 3";
    private static final String KEEP_ALIVE_AGAIN = "set tcp_keepalives_interval = 2";
    private static final String KEEP_ALIVE_TIMES = "set tcp_keepalives_count = 2";
    private static final String END_WHEN_SILENT = "set idle_session_timeout = '5s'";
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final String SIGN_OF_LIFE = "select 1";
    // The engine beats, too, but not before it has seen a first change: in a quiet database it would never begin.
    private static final String HEARTBEAT = "update cdc_heartbeat set beat_at = now() where id = 1";
    private static final String END_READER = """
            select pg_terminate_backend(active_pid, 5000) from pg_replication_slots
            where slot_name = ? and database = current_database() and active_pid is not null
            """;
    private static final String DROP_SLOT = """
            select pg_drop_replication_slot(slot_name) from pg_replication_slots
            where slot_name = ? and database = current_database()
            """;
    private static final String SEES_ALL_ROWS =
            "select 1 from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)";
    private static final String FIND_SLOT = """
            select coalesce(wal_status, 'lost') as wal_status, invalidation_reason,
                   coalesce(confirmed_flush_lsn - '0/0'::pg_lsn, 0)::bigint as confirmed_lsn,
                   coalesce(pg_current_wal_lsn() - confirmed_flush_lsn, 0)::bigint as lag_bytes,
                   coalesce(pg_current_wal_lsn() - restart_lsn, 0)::bigint as kept_bytes,
                   safe_wal_size
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
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean leads;

    private Leadership(Connection connection, CaptureSettings settings) {
        this.connection = connection;
        this.settings = settings;
        Thread.ofPlatform().daemon().name("cdc-leadership").start(this::beat);
    }

    /// While others are busy with Kafka or the engine, somebody has to show the server that we are there.
    private void beat() {
        try {
            long next = System.nanoTime();
            while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                boolean isDue = leads && System.nanoTime() - next >= 0;
                execute(isDue ? HEARTBEAT : SIGN_OF_LIFE);
                if (isDue) {
                    next = System.nanoTime() + settings.heartbeatInterval().toNanos();
                }
            }
        } catch (InterruptedException | SQLException e) {
            // Whoever asks next learns that the connection is gone.
            LOG.debug("leadership has no connection", e);
        }
    }

    private synchronized void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
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
            statement.execute(END_WHEN_SILENT);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new Leadership(connection, settings);
    }

    /// Whether this connection leads now; it then does until it closes. To be asked again only after a no.
    boolean tryLead() throws SQLException {
        leads = query(TRY_LOCK, settings.slot(), row -> first(row, "pg_try_advisory_lock"))
                .contains("t");
        return leads;
    }

    /// Ends whoever still reads the slot: a former leader that was stopped does not do so itself. To be called by the
    /// leader only.
    void endReader() throws SQLException {
        query(END_READER, settings.slot(), row -> first(row, "pg_terminate_backend"));
    }

    /// Drops the slot, if there is one. What it has not given yet is lost.
    void dropSlot() throws SQLException {
        query(DROP_SLOT, settings.slot(), row -> first(row, "pg_drop_replication_slot"));
    }

    /// Whether row-level security lets this role see all rows: without that a snapshot would read none, silently.
    synchronized boolean seesAllRows() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SEES_ALL_ROWS)) {
            return row.next();
        }
    }

    /// Empty when there is no such slot in this database.
    synchronized Optional<SlotStatus> slot() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND_SLOT)) {
            select.setString(1, settings.slot());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new SlotStatus(
                                row.getString("wal_status"),
                                row.getString("invalidation_reason"),
                                row.getLong("confirmed_lsn"),
                                row.getLong("lag_bytes"),
                                row.getLong("kept_bytes"),
                                row.getObject("safe_wal_size", Long.class)))
                        : Optional.empty();
            }
        }
    }

    /// The published tables as regular expressions, roots only, so that the engine does not read every partition.
    List<String> publishedTables() throws SQLException {
        return query(
                FIND_TABLES, settings.publication(), row -> first(row, "schemaname") + "\\." + first(row, "tablename"));
    }

    private synchronized List<String> query(String sql, String parameter, Function<ResultSet, String> reader)
            throws SQLException {
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
        closed.countDown();
        try {
            connection.close();
        } catch (SQLException e) {
            // The server drops the lock with the connection in any case.
            return;
        }
    }
}
