package io.clientele.ingest.request;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A job's advisory lock, held by a connection of its own: PostgreSQL frees it when the worker dies, however it dies.
final class JobLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobLock.class);
    private static final String TAKE = "select pg_try_advisory_lock(?)";
    private static final String FREE = "select pg_advisory_unlock(?)";

    private final Connection connection;
    private final long key;

    private JobLock(Connection connection, long key) {
        this.connection = connection;
        this.key = key;
    }

    /// Takes the lock; empty when another worker holds it.
    static Optional<JobLock> tryTake(DataSource dataSource, UUID jobId) throws SQLException {
        long key = jobId.getMostSignificantBits() ^ jobId.getLeastSignificantBits();
        Connection connection = dataSource.getConnection();
        try {
            if (ask(connection, TAKE, key)) {
                return Optional.of(new JobLock(connection, key));
            }
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
        connection.close();
        return Optional.empty();
    }

    @Override
    public void close() {
        try (connection) {
            ask(connection, FREE, key);
        } catch (SQLException gone) {
            // With the connection the lock is gone as well.
            LOG.debug("lock freed with its connection", gone);
        }
    }

    private static boolean ask(Connection connection, String question, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setLong(1, key);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
