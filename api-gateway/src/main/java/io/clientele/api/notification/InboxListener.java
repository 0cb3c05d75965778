package io.clientele.api.notification;

import io.clientele.notification.NotificationLog;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Listens, on one connection of its own, to what PostgreSQL tells when notifications are committed, and wakes the
/// streams of who they are for. While it has no connection, streams look by themselves, with each heartbeat.
@Component
final class InboxListener implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(InboxListener.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int WAIT_MS = 1000;
    private static final int ANSWER_SECONDS = 5;
    /// Rounds of waiting after which the connection is asked whether it is alive.
    private static final int ROUNDS = 15;

    private final JdbcConnectionDetails database;
    private final InboxStreams streams;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    InboxListener(JdbcConnectionDetails database, InboxStreams streams) {
        this.database = database;
        this.streams = streams;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        Thread.ofVirtual().name("notification-listener").start(this::run);
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void run() {
        try {
            do {
                try (Connection connection = connect()) {
                    listen(connection);
                } catch (SQLException away) {
                    LOG.info("not listening for notifications: {}", away.getSQLState());
                }
            } while (!stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("the listener was interrupted");
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", String.valueOf(database.getUsername()));
        properties.setProperty("password", String.valueOf(database.getPassword()));
        properties.setProperty("ApplicationName", "api-gateway notifications");
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + NotificationLog.CHANNEL);
        }
        // What was told while nobody listened is found now.
        streams.wakeAll();
        PGConnection postgres = connection.unwrap(PGConnection.class);
        for (int round = 1; isRunning(); round++) {
            PGNotification @Nullable [] told = postgres.getNotifications(WAIT_MS);
            if (told != null) {
                for (PGNotification each : told) {
                    streams.wake(each.getParameter());
                }
            }
            if (round % ROUNDS == 0 && !connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("the connection is dead", "08006");
            }
        }
    }
}
