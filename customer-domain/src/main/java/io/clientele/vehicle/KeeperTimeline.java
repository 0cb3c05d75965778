package io.clientele.vehicle;

import io.clientele.access.Access;
import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
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

/// Who kept the vehicle when.
public final class KeeperTimeline implements VehicleTimelineSource {
    private static final String BEHIND = "select " + Keeper.COLUMNS + """
            , h.id, h.from_at, h.until_at, h.reason, h.end_reason, h.begun_by, h.ended_by
            from customer_vehicle_keeper h
            left join customer c on c.tenant_id = h.tenant_id and c.id = h.customer_id and c.deleted_at is null
            left join subject_key k on k.tenant_id = c.tenant_id and k.customer_id = c.id
            where h.tenant_id = ? and h.vehicle_id = ? and (h.from_at, h.id) < (?, ?)
            order by h.from_at desc, h.id desc limit ?""";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;

    public KeeperTimeline(JdbcTemplate jdbc, TenantKeys keys) {
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
                Timestamp.from(position.at()),
                position.id(),
                limit);
    }

    private static VehicleEntry entry(Actor viewer, TenantCipher tenant, ResultSet row) throws SQLException {
        @Nullable Keeper keeper = Keeper.readVisible(row, viewer);
        @Nullable
        SubjectCipher cipher = keeper == null || keeper.access(viewer) != Access.FULL ? null : keeper.cipher(tenant);
        Timestamp until = row.getTimestamp("until_at");
        return new VehicleEntry.Kept(
                row.getObject("id", UUID.class),
                row.getTimestamp("from_at").toInstant(),
                until == null ? null : until.toInstant(),
                keeper == null ? null : keeper.id(),
                reason(cipher, row.getBytes("reason")),
                reason(cipher, row.getBytes("end_reason")),
                row.getObject("begun_by", UUID.class),
                row.getObject("ended_by", UUID.class));
    }

    private static @Nullable String reason(@Nullable SubjectCipher cipher, byte @Nullable [] encrypted) {
        return cipher == null ? null : cipher.decryptNullable(PiiField.VEHICLE_KEEPER_REASON, encrypted);
    }
}
