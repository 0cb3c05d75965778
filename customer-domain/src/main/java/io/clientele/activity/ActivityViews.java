package io.clientele.activity;

import io.clientele.access.Access;
import io.clientele.access.CustomerAccess;
import io.clientele.pii.SubjectCipher;
import io.clientele.tenant.TenantId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Turns rows into what one viewer may see. A constant number of statements, however many rows: one for corrections
/// and, where related entities are wanted, one for each kind that occurs. Call inside a transaction of the tenant.
final class ActivityViews {
    // The time only serves to leave out partitions; the slack is for clocks that differ.
    private static final String CORRECTIONS = """
            select distinct on (corrects_activity_id) corrects_activity_id, id from customer_activity
            where tenant_id = ? and corrects_activity_id = any (?) and customer_id = ? and created_at >= ?
            order by corrects_activity_id, created_at desc, id desc""";
    private static final Duration SLACK = Duration.ofDays(1);

    private final JdbcTemplate jdbc;
    private final RelatedEntities related;

    ActivityViews(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.related = new RelatedEntities(jdbc);
    }

    /// @param rows newest first, all of this customer
    List<ActivityView> of(
            TenantId tenantId,
            CustomerAccess.Seen customer,
            SubjectCipher cipher,
            List<ActivityRow> rows,
            boolean includeRelated) {
        if (customer.access() != Access.FULL) {
            return rows.stream().<ActivityView>map(ActivityRow::limited).toList();
        }
        Map<UUID, UUID> corrections = corrections(tenantId, customer.customerId(), rows);
        Map<RelatedEntities.Reference, RelatedEntity> entities =
                includeRelated ? related.resolve(tenantId, customer.customerId(), references(rows)) : Map.of();
        return rows.stream()
                .<ActivityView>map(row -> {
                    RelatedEntities.@Nullable Reference reference = row.reference();
                    return row.full(
                            cipher, corrections.get(row.id()), reference == null ? null : entities.get(reference));
                })
                .toList();
    }

    private static List<RelatedEntities.Reference> references(List<ActivityRow> rows) {
        List<RelatedEntities.Reference> references = new ArrayList<>();
        for (ActivityRow row : rows) {
            RelatedEntities.@Nullable Reference reference = row.reference();
            if (reference != null) {
                references.add(reference);
            }
        }
        return references;
    }

    private Map<UUID, UUID> corrections(TenantId tenantId, UUID customerId, List<ActivityRow> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        Instant oldest = rows.getLast().createdAt().minus(SLACK);
        Map<UUID, UUID> corrections = new HashMap<>();
        jdbc.query(
                CORRECTIONS,
                row -> {
                    corrections.put(row.getObject("corrects_activity_id", UUID.class), row.getObject("id", UUID.class));
                },
                tenantId.value(),
                rows.stream().map(ActivityRow::id).toArray(UUID[]::new),
                customerId,
                Timestamp.from(oldest));
        return corrections;
    }
}
