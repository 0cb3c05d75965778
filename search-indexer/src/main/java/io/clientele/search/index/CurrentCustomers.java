package io.clientele.search.index;

import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Reads customers as they are now, and the WAL position up to which that is certain.
final class CurrentCustomers {
    // Asked before the rows: what was committed up to here is in them. A change that comes later brings a message of
    // its own, whose reading has a higher position.
    private static final String POSITION = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";
    // Each table is asked for all ids at once: the plan is then good for a table that grew since it was analysed.
    private static final String FIND = """
            select c.tenant_id, c.id, c.deleted_at is not null as deleted, k.wrapped_key, c.email, c.phone,
                c.phone_secondary, c.first_name, c.last_name, c.tags, c.status, c.owner_professional_id, c.created_at,
                c.updated_at, a.last_activity_at, r.referred, v.makes, v.models, v.years
            from customer c
            left join subject_key k on k.tenant_id = ? and k.customer_id = any (?) and k.customer_id = c.id
            left join customer_last_activity a on a.tenant_id = ? and a.customer_id = any (?) and a.customer_id = c.id
            left join (
                select customer_id, array_agg(distinct to_professional_id) as referred from referral
                where tenant_id = ? and customer_id = any (?) and status <> 'declined'
                group by customer_id) r on r.customer_id = c.id
            left join (
                select customer_id, array_agg(make order by id) as makes, array_agg(model order by id) as models,
                    array_agg(year::integer order by id) as years
                from customer_vehicle
                where tenant_id = ? and customer_id = any (?) and removed_at is null
                group by customer_id) v on v.customer_id = c.id
            where c.tenant_id = ? and c.id = any (?)""";
    private static final int TABLES = 5;
    private static final String PAGE = """
            select c.id from customer c where c.tenant_id = ? and c.id > ? order by c.id limit ?""";
    private static final String TENANTS = "select id from tenant order by id";
    private static final String TENANT_EXISTS = "select exists (select 1 from tenant where id = ?)";
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;

    CurrentCustomers(JdbcTemplate jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// @param position WAL position in bytes; the rows are not older
    /// @param rows those that exist, deleted ones included, in no order
    record Reading(long position, List<CurrentCustomer> rows) {}

    Reading read(TenantId tenantId, Collection<UUID> ids) {
        return transactions.read(tenantId, () -> {
            Long position = jdbc.queryForObject(POSITION, Long.class);
            List<CurrentCustomer> rows = jdbc.query(FIND, CurrentCustomer::read, arguments(tenantId, ids));
            return new Reading(Objects.requireNonNull(position), rows);
        });
    }

    private static Object[] arguments(TenantId tenantId, Collection<UUID> ids) {
        UUID[] array = ids.toArray(UUID[]::new);
        Object[] arguments = new Object[2 * TABLES];
        for (int i = 0; i < arguments.length; i += 2) {
            arguments[i] = tenantId.value();
            arguments[i + 1] = array;
        }
        return arguments;
    }

    /// Ids of the tenant's customers in ascending order.
    ///
    /// @param after the last one of the page before; null for the first page
    List<UUID> page(TenantId tenantId, @Nullable UUID after, int size) {
        return transactions.read(
                tenantId,
                () -> jdbc.queryForList(PAGE, UUID.class, tenantId.value(), after == null ? FIRST : after, size));
    }

    List<TenantId> tenants() {
        return jdbc.query(TENANTS, (row, n) -> new TenantId(row.getObject("id", UUID.class)));
    }

    boolean exists(TenantId tenantId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(TENANT_EXISTS, Boolean.class, tenantId.value()));
    }
}
