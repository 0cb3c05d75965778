package io.clientele.stream.letter;

import io.clientele.letter.DeadLetterLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.dao.DataAccessException;

/// `clientele.dead.letters.waiting`; NaN while PostgreSQL is away.
public final class LetterMetrics implements MeterBinder {
    private final DeadLetterLog log;

    public LetterMetrics(DeadLetterLog log) {
        this.log = log;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("clientele.dead.letters.waiting", log, LetterMetrics::waiting)
                .description("Dead letters that wait for a decision, of all tenants")
                .register(registry);
    }

    private static double waiting(DeadLetterLog log) {
        try {
            return log.waiting();
        } catch (DataAccessException away) {
            return Double.NaN;
        }
    }
}
