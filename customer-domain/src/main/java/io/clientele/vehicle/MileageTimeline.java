package io.clientele.vehicle;

import io.clientele.tenant.Actor;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/// What the odometer showed when.
public final class MileageTimeline implements VehicleTimelineSource {
    private static final String BEHIND = """
            select id, read_at, mileage, read_by from customer_vehicle_reading
            where tenant_id = ? and vehicle_id = ? and (read_at, id) < (?, ?)
            order by read_at desc, id desc limit ?""";

    private final JdbcTemplate jdbc;

    public MileageTimeline(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<VehicleEntry> behind(Actor viewer, UUID vehicleId, TimelinePosition position, int limit) {
        return jdbc.query(
                BEHIND,
                (row, n) -> new VehicleEntry.Read(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("read_at").toInstant(),
                        row.getInt("mileage"),
                        row.getObject("read_by", UUID.class)),
                viewer.tenantId().value(),
                vehicleId,
                Timestamp.from(position.at()),
                position.id(),
                limit);
    }
}
