package io.clientele.activity;

import io.clientele.tenant.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statement that reads a stretch of one customer's log, newest first, along index `customer_activity_customer`.
record ActivityQuery(String sql, List<Object> values) {
    /// Where a page ended: the next one begins behind it, whatever was logged since.
    record Position(Instant createdAt, UUID id) {}

    /// @param behind the position to go on behind; null to begin with the newest
    /// @param rows at most so many
    static ActivityQuery of(
            TenantId tenantId, UUID customerId, ActivityFilter filter, @Nullable Position behind, int rows) {
        Builder query = new Builder(tenantId, customerId);
        if (!filter.types().isEmpty()) {
            query.and(
                    "a.activity_type = any (?)",
                    filter.types().stream().map(ActivityType::text).toArray(String[]::new));
        }
        query.and("a.created_at >= ?", timestamp(filter.from()));
        query.and("a.created_at < ?", timestamp(filter.to()));
        query.and("a.professional_id = ?", filter.professional());
        if (filter.vehicle() != null) {
            query.and("a.related_entity_type = ?", RelatedKind.VEHICLE.text());
            query.and("a.related_entity_id = ?", filter.vehicle());
        }
        query.and("a.related_entity_type = ?", filter.relatedEntityType());
        query.and("a.related_entity_id = ?", filter.relatedEntityId());
        if (behind != null) {
            // The first of the two only serves to leave out partitions: a row comparison does not.
            query.and("a.created_at <= ?", timestamp(behind.createdAt()));
            query.sql.append(" and (a.created_at, a.id) < (?, ?)");
            query.values.add(Timestamp.from(behind.createdAt()));
            query.values.add(behind.id());
        }
        query.sql.append(" order by a.created_at desc, a.id desc limit ?");
        query.values.add(rows);
        return new ActivityQuery(query.sql.toString(), query.values);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static final class Builder {
        private final StringBuilder sql = new StringBuilder(ActivityRow.SELECT);
        private final List<Object> values = new ArrayList<>();

        Builder(TenantId tenantId, UUID customerId) {
            values.add(tenantId.value());
            values.add(customerId);
        }

        void and(String condition, @Nullable Object value) {
            if (value != null) {
                sql.append(" and ").append(condition);
                values.add(value);
            }
        }
    }
}
