package io.clientele.stream.sink;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/// Sees to it that a table has partitions for the months to come: at start, then daily. Until PostgreSQL answers it
/// tries again; meanwhile nothing is lost, because the table has a default partition.
public final class MonthPartitions implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MonthPartitions.class);
    private static final String ENSURE = "select ensure_month_partitions(?, ?, ?)";
    private static final int MONTHS_AHEAD = 3;
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final String table;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    /// @param table one of those that the function knows
    public MonthPartitions(JdbcTemplate jdbc, Clock clock, String table) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.table = table;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        Thread.ofVirtual().name(table + "-partitions").start(this::run);
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
            Duration wait = Duration.ZERO;
            while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = ensure() ? AGAIN : RETRY;
            }
        } catch (InterruptedException e) {
            LOG.debug("partition keeping was interrupted");
        }
    }

    private boolean ensure() {
        try {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            Integer made = jdbc.queryForObject(ENSURE, Integer.class, table, today, MONTHS_AHEAD);
            if (made != null && made > 0) {
                LOG.info("{} partitions of {} were made", made, table);
            }
            return true;
        } catch (DataAccessException e) {
            LOG.warn(
                    "partitions of {} could not be ensured: {}",
                    table,
                    e.getClass().getSimpleName());
            return false;
        }
    }
}
