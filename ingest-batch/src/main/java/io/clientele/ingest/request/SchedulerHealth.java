package io.clientele.ingest.request;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/// Whether this worker claims requests, and how many wait: up only when the scheduler runs and its table answers.
final class SchedulerHealth implements HealthIndicator {
    private static final String WAITING = """
            select count(*) filter (where not picked and execution_time <= now()) as waiting,
                   count(*) filter (where picked) as running,
                   coalesce(extract(epoch from now() - min(execution_time) filter (where not picked and execution_time <= now())), 0)
                       as oldest_seconds
            from scheduled_tasks""";

    private final RequestScheduler scheduler;
    private final JdbcTemplate jdbc;

    SchedulerHealth(RequestScheduler scheduler, JdbcTemplate jdbc) {
        this.scheduler = scheduler;
        this.jdbc = jdbc;
    }

    @Override
    public Health health() {
        if (!scheduler.isRunning()) {
            return Health.down()
                    .withDetail("reason", "the scheduler does not run")
                    .build();
        }
        try {
            return jdbc.query(
                            WAITING,
                            (row, n) -> Health.up()
                                    .withDetail("waiting", row.getLong("waiting"))
                                    .withDetail("running", row.getLong("running"))
                                    .withDetail("oldest_seconds", row.getDouble("oldest_seconds"))
                                    .build())
                    .getFirst();
        } catch (DataAccessException away) {
            return Health.down()
                    .withDetail("reason", "the scheduler's table does not answer")
                    .build();
        }
    }
}
