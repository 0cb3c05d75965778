package io.clientele.stream.cdc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// Writes customers in transactions of all sizes, changes some of them, and rolls some back, until it is closed.
final class Workload implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final String CHANGE = """
            update customer set version = version + 1, updated_at = now()
            where operation_id = ? and operation_row between ? and ?
            """;

    private final CaptureFixture fixture;
    private final UUID operation;
    private final Random random = new Random(1);
    private final Thread writer;
    private volatile boolean closed;

    Workload(CaptureFixture fixture, UUID operation) {
        this.fixture = fixture;
        this.operation = operation;
        this.writer = Thread.ofPlatform().name("workload").start(this::write);
    }

    private void write() {
        try (Connection connection = fixture.database().connectAsSuperuser();
                PreparedStatement change = connection.prepareStatement(CHANGE)) {
            connection.setAutoCommit(false);
            int row = 1;
            while (!closed) {
                // Now and then one that is far larger than a batch.
                int size = random.nextInt(10) == 0 ? 1000 : random.nextInt(1, 50);
                CaptureFixture.insertCustomers(connection, operation, row, row + size - 1);
                change.setObject(1, operation);
                change.setInt(2, Math.max(1, row - size));
                change.setInt(3, row);
                change.executeUpdate();
                if (random.nextInt(5) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    row += size;
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Returns when the last transaction has ended.
    void finish() throws InterruptedException {
        closed = true;
        writer.join();
    }

    @Override
    public void close() {
        closed = true;
    }
}
