package io.clientele.vehicle;

import io.clientele.access.Access;
import io.clientele.activity.ActivityType;
import io.clientele.pii.PiiField;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The service activities that refer to the vehicle, whoever kept it then.
public final class ServiceTimeline implements VehicleTimelineSource {
    private static final String BEHIND = "select " + Keeper.COLUMNS + """
            , a.id, a.created_at, a.professional_id, a.description
            from customer_activity a
            left join customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id and c.deleted_at is null
            left join subject_key k on k.tenant_id = c.tenant_id and k.customer_id = c.id
            where a.tenant_id = ? and a.related_entity_id = ? and a.activity_type = ? and (a.created_at, a.id) < (?, ?)
            order by a.created_at desc, a.id desc limit ?""";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;

    public ServiceTimeline(JdbcTemplate jdbc, TenantKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @Override
    public List<VehicleEntry> behind(Actor viewer, UUID vehicleId, TimelinePosition position, int limit) {
        TenantCipher tenant = keys.cipher(viewer.tenantId());
        UUID professional = viewer.professionalId();
        return jdbc.query(
                BEHIND,
                (row, n) -> entry(viewer, tenant, row),
                professional == null ? null : professional.toString(),
                viewer.tenantId().value(),
                vehicleId,
                ActivityType.SERVICE.text(),
                Timestamp.from(position.at()),
                position.id(),
                limit);
    }

    private static VehicleEntry entry(Actor viewer, TenantCipher tenant, ResultSet row) throws SQLException {
        @Nullable Keeper keeper = Keeper.readVisible(row, viewer);
        return new VehicleEntry.Serviced(
                row.getObject("id", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                keeper == null ? null : keeper.id(),
                row.getObject("professional_id", UUID.class),
                keeper == null || keeper.access(viewer) != Access.FULL
                        ? null
                        : keeper.cipher(tenant).decrypt(PiiField.ACTIVITY_DESCRIPTION, row.getBytes("description")));
    }
}
