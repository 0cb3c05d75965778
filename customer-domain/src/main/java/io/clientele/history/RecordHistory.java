package io.clientele.history;

import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The table `record_history`, for whoever writes it. Nobody changes or removes what is in it.
public final class RecordHistory {
    private static final String INSERT = """
            insert into record_history (tenant_id, id, customer_id, entity_type, entity_id, version, kind, fields, before,
                after, before_version, before_at, lsn, operation_id, operation_row, actor_id, changed_at)
            select ?, u.id, u.customer_id, u.entity_type, u.entity_id, u.version, u.kind,
                string_to_array(u.fields, ','), u.before::jsonb, u.after::jsonb, u.before_version, u.before_at, u.lsn,
                u.operation_id, u.operation_row, u.actor_id, u.changed_at
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::bigint[], ?::timestamptz[], ?::bigint[], ?::uuid[], ?::bigint[], ?::uuid[],
                ?::timestamptz[])
                as u (id, customer_id, entity_type, entity_id, version, kind, fields, before, after, before_version,
                    before_at, lsn, operation_id, operation_row, actor_id, changed_at)
            on conflict do nothing""";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;

    public RecordHistory(JdbcTemplate jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// Appends changes in one statement of one transaction; those that are there already are left out.
    ///
    /// @param changes of this tenant
    /// @return how many were new
    public int append(TenantId tenantId, List<RecordChange> changes) {
        if (changes.isEmpty()) {
            return 0;
        }
        return transactions.write(
                tenantId,
                () -> jdbc.update(
                        INSERT,
                        tenantId.value(),
                        array(changes, UUID[]::new, RecordChange::id),
                        array(changes, UUID[]::new, RecordChange::customerId),
                        array(changes, String[]::new, RecordChange::entityType),
                        array(changes, UUID[]::new, RecordChange::entityId),
                        array(changes, Long[]::new, RecordChange::version),
                        array(changes, String[]::new, each -> each.kind().name().toLowerCase(Locale.ROOT)),
                        // The name of a column holds no comma.
                        array(changes, String[]::new, each -> String.join(",", each.fields())),
                        array(changes, String[]::new, RecordChange::before),
                        array(changes, String[]::new, RecordChange::after),
                        array(changes, Long[]::new, RecordChange::beforeVersion),
                        array(changes, String[]::new, each -> text(each.beforeAt())),
                        array(changes, Long[]::new, RecordChange::lsn),
                        array(changes, UUID[]::new, RecordChange::operationId),
                        array(changes, Long[]::new, RecordChange::operationRow),
                        array(changes, UUID[]::new, RecordChange::actorId),
                        array(changes, String[]::new, each -> text(each.changedAt()))));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static <T> Object array(
            List<RecordChange> changes, IntFunction<T[]> make, Function<RecordChange, @Nullable T> value) {
        @Nullable T[] values = make.apply(changes.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(changes.get(i));
        }
        return values;
    }
}
