package io.clientele.vehicle;

import io.clientele.access.Access;
import io.clientele.history.HistoryEntry;
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

/// What was changed of the vehicle, field by field, whoever kept it then; as a rule within a second of it.
/// Left out is what the other sources tell: a mileage that was read, changes of hands, and the beginning.
public final class ChangeTimeline implements VehicleTimelineSource {
    // A change of hands is in the history of both customers and encrypts the personal fields anew; it changes
    // none of them. Rows are found by the customers who kept the vehicle: the history has its index on these.
    private static final String BEHIND = "select " + Keeper.COLUMNS + """
            , h.id, h.entity_type, h.entity_id, h.version, h.kind, news.fields, h.before, h.after, h.before_version,
            h.before_at, h.lsn, h.operation_id, h.operation_row, h.actor_id, h.changed_at,
            o.kind as operation_kind, o.actor_role
            from record_history h
            cross join lateral (select array(
                select field from unnest(h.fields) as field
                where not (field = 'mileage' and exists (
                        select 1 from customer_vehicle_reading r
                        where r.tenant_id = h.tenant_id and r.vehicle_id = h.entity_id
                          and r.operation_id = h.operation_id))
                    and not ('customer_id' = any (h.fields)
                        and field in ('customer_id', 'vin', 'license_plate', 'notes'))
                order by field) as fields) news
            left join operation o on o.tenant_id = h.tenant_id and o.id = h.operation_id
            left join customer c on c.tenant_id = h.tenant_id and c.id = h.customer_id and c.deleted_at is null
            left join subject_key k on k.tenant_id = h.tenant_id and k.customer_id = h.customer_id
            where h.tenant_id = ? and h.entity_type = 'customer_vehicle' and h.entity_id = ?
                and h.customer_id = any (array(select kept.customer_id from customer_vehicle_keeper kept
                    where kept.tenant_id = ? and kept.vehicle_id = ?))
                and (h.changed_at, h.id) < (?, ?)
                and (cardinality(news.fields) > 0 or cardinality(h.fields) = 0 and not exists (
                    select 1 from customer_vehicle_keeper first
                    where first.tenant_id = h.tenant_id and first.vehicle_id = h.entity_id
                      and first.from_at = h.changed_at))
            order by h.changed_at desc, h.id desc limit ?""";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;

    public ChangeTimeline(JdbcTemplate jdbc, TenantKeys keys) {
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
                viewer.tenantId().value(),
                vehicleId,
                Timestamp.from(position.at()),
                position.id(),
                limit);
    }

    private static VehicleEntry entry(Actor viewer, TenantCipher tenant, ResultSet row) throws SQLException {
        boolean erased = row.getBytes("wrapped_key") == null;
        @Nullable Keeper keeper = Keeper.readVisible(row, viewer);
        @Nullable
        SubjectCipher cipher = keeper == null || keeper.access(viewer) != Access.FULL ? null : keeper.cipher(tenant);
        HistoryEntry change = HistoryEntry.read(row, cipher, erased);
        return new VehicleEntry.Changed(
                change.id(),
                change.changedAt(),
                keeper == null ? null : keeper.id(),
                change.change(),
                change.actorId(),
                change.operationId(),
                change.operationKind(),
                change.version(),
                erased,
                change.fields());
    }
}
