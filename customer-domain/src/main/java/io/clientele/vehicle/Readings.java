package io.clientele.vehicle;

import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The table `customer_vehicle_reading`: what the odometer showed when. Call inside a transaction of the
/// tenant.
final class Readings {
    private static final String LAST = """
            select mileage from customer_vehicle_reading where tenant_id = ? and vehicle_id = ?
            order by read_at desc, id desc limit 1""";
    private static final String INSERT = """
            insert into customer_vehicle_reading (tenant_id, id, vehicle_id, mileage, read_at, read_by, operation_id)
            values (?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcTemplate jdbc;

    Readings(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// The last reading; null where there is none.
    @Nullable
    Integer last(Actor actor, UUID vehicleId) {
        return jdbc
                .query(LAST, (row, n) -> row.getInt("mileage"), actor.tenantId().value(), vehicleId)
                .stream()
                .findFirst()
                .orElse(null);
    }

    void append(Actor actor, UUID vehicleId, int mileage, UUID operationId, Instant at) {
        jdbc.update(
                INSERT,
                actor.tenantId().value(),
                Ids.next(),
                vehicleId,
                mileage,
                Timestamp.from(at),
                actor.userId(),
                operationId);
    }
}
