package io.clientele.activity;

import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The activity log of a tenant's customers.
public final class ActivityLog {
    private static final String KEYS = """
            select k.customer_id, k.wrapped_key from subject_key k
            where k.tenant_id = ? and k.customer_id = any (?) and k.wrapped_key is not null""";
    private static final String INSERT = """
            insert into customer_activity (tenant_id, id, customer_id, professional_id, activity_type, description,
                metadata, related_entity_type, related_entity_id, created_at, created_by, operation_id,
                corrects_activity_id)
            select ?, * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::bytea[], ?::bytea[], ?::text[],
                ?::uuid[], ?::timestamptz[], ?::uuid[], ?::uuid[], ?::uuid[])
            on conflict do nothing""";
    private static final String TOUCH = """
            insert into customer_last_activity as l (tenant_id, customer_id, last_activity_at)
            select ?, u.customer_id, max(u.at) from unnest(?::uuid[], ?::timestamptz[]) as u (customer_id, at)
            group by u.customer_id order by u.customer_id
            on conflict (tenant_id, customer_id) do update set last_activity_at = excluded.last_activity_at
            where l.last_activity_at < excluded.last_activity_at""";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;
    private final TenantTransactions transactions;

    public ActivityLog(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.transactions = transactions;
    }

    /// Appends activities in one transaction. Those that are there already, and those of customers who do not exist
    /// or were erased, are left out.
    ///
    /// @return how many were new
    public int append(TenantId tenantId, List<NewActivity> activities) {
        if (activities.isEmpty()) {
            return 0;
        }
        TenantCipher cipher = keys.cipher(tenantId);
        return transactions.write(tenantId, () -> {
            Map<UUID, SubjectCipher> subjects = subjects(tenantId, cipher, activities);
            List<NewActivity> known = activities.stream()
                    .filter(activity -> subjects.containsKey(activity.customerId()))
                    .toList();
            if (known.isEmpty()) {
                return 0;
            }
            int inserted = jdbc.update(
                    INSERT,
                    tenantId.value(),
                    array(known, UUID[]::new, NewActivity::id),
                    array(known, UUID[]::new, NewActivity::customerId),
                    array(known, UUID[]::new, NewActivity::professionalId),
                    array(known, String[]::new, NewActivity::activityType),
                    array(
                            known,
                            byte[][]::new,
                            a -> subject(subjects, a).encrypt(PiiField.ACTIVITY_DESCRIPTION, a.description())),
                    array(
                            known,
                            byte[][]::new,
                            a -> subject(subjects, a).encryptNullable(PiiField.ACTIVITY_METADATA, a.metadata())),
                    array(known, String[]::new, NewActivity::relatedEntityType),
                    array(known, UUID[]::new, NewActivity::relatedEntityId),
                    array(known, Timestamp[]::new, a -> Timestamp.from(a.createdAt())),
                    array(known, UUID[]::new, NewActivity::createdBy),
                    array(known, UUID[]::new, NewActivity::operationId),
                    array(known, UUID[]::new, NewActivity::correctsActivityId));
            jdbc.update(
                    TOUCH,
                    tenantId.value(),
                    array(known, UUID[]::new, NewActivity::customerId),
                    array(known, Timestamp[]::new, a -> Timestamp.from(a.createdAt())));
            return inserted;
        });
    }

    private Map<UUID, SubjectCipher> subjects(TenantId tenantId, TenantCipher cipher, List<NewActivity> activities) {
        UUID[] ids = activities.stream().map(NewActivity::customerId).distinct().toArray(UUID[]::new);
        Map<UUID, SubjectCipher> subjects = HashMap.newHashMap(ids.length);
        jdbc.query(
                KEYS,
                row -> {
                    UUID id = row.getObject("customer_id", UUID.class);
                    subjects.put(id, cipher.subject(id, row.getBytes("wrapped_key")));
                },
                tenantId.value(),
                ids);
        return subjects;
    }

    private static SubjectCipher subject(Map<UUID, SubjectCipher> subjects, NewActivity activity) {
        return Objects.requireNonNull(subjects.get(activity.customerId()));
    }

    private static <T> Object array(
            List<NewActivity> activities,
            java.util.function.IntFunction<T[]> make,
            Function<NewActivity, @Nullable T> value) {
        @Nullable T[] values = make.apply(activities.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(activities.get(i));
        }
        return values;
    }
}
