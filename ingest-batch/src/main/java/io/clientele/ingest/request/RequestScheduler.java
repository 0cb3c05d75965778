package io.clientele.ingest.request;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.clientele.bulk.BulkTask;
import io.clientele.ingest.run.StopSignal;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/// The scheduler of this process. It starts after the web server has its port, and stops before anything else does,
/// letting running chunks end.
final class RequestScheduler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RequestScheduler.class);
    private static final int MISSED_HEARTBEATS = 4;
    private static final String RELEASE = """
            update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
            where task_name = ? and picked and picked_by = ?""";

    private final Scheduler scheduler;
    private final StopSignal stop;
    private final JdbcTemplate jdbc;
    private final String name;

    /// @param name of this worker: the same after a restart, and never that of two processes at once
    RequestScheduler(
            DataSource dataSource,
            JdbcTemplate jdbc,
            BulkWorker worker,
            StopSignal stop,
            RequestProperties properties,
            String name) {
        this.stop = stop;
        this.jdbc = jdbc;
        this.name = name;
        CustomTask<Void> task = Tasks.custom(BulkTask.NAME, Void.class)
                .onFailure((complete, operations) -> operations.reschedule(complete, worker.soon()))
                .onDeadExecutionRevive()
                .execute(worker);
        this.scheduler = Scheduler.create(dataSource, task)
                .schedulerName(new SchedulerName.Fixed(name))
                // Said and not asked for, so that the database may be away while we start.
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .threads(properties.threads())
                .pollingInterval(properties.pollInterval())
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(properties.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(properties.stopTimeout())
                .failureLogging(LogLevel.DEBUG, false)
                .build();
    }

    @Override
    public void start() {
        releaseOwnClaims();
        scheduler.start();
    }

    /// A process of our name that is no more (we have its port) left these behind.
    private void releaseOwnClaims() {
        try {
            int released = jdbc.update(RELEASE, BulkTask.NAME, name);
            if (released > 0) {
                LOG.info("{} requests go on that an earlier process of this worker had claimed", released);
            }
        } catch (DataAccessException away) {
            LOG.warn("the database is away; claims of an earlier process go on once their heartbeat is stale");
        }
    }

    @Override
    public void stop() {
        stop.request();
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }

    /// Last to start and first to stop: after the web server.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
