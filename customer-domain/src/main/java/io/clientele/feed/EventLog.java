package io.clientele.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.schemas.Json;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The table `customer_event`, for whoever writes it. Positions are handed out per tenant, from 1 without gaps, in the
/// order of the commits: the tenant's counter is locked until then.
public final class EventLog {
    private static final String LOCK = """
            insert into customer_event_counter as c (tenant_id, last_position) values (?, 0)
            on conflict (tenant_id) do update set last_position = c.last_position returning last_position""";
    // A statement of its own behind the lock: it has to see what the one who had the lock before has committed.
    private static final String APPEND = """
            with given as (
                select distinct on (u.id) u.* from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::uuid[],
                    ?::bigint[], ?::timestamptz[], ?::uuid[], ?::boolean[], ?::uuid[], ?::text[], ?::text[])
                    with ordinality as u (id, type, data_schema, subject_id, customer_id, sequence, happened_at,
                        operation_id, bulk, actor_id, traceparent, data, place)
                order by u.id, u.place),
            fresh as (
                select g.*, row_number() over (order by g.place) as number from given g
                where not exists (select 1 from customer_event e
                    where e.tenant_id = ? and e.id = g.id and e.happened_at = g.happened_at)),
            added as (
                insert into customer_event (tenant_id, position, id, type, data_schema, subject_id, customer_id,
                    sequence, happened_at, operation_id, bulk, actor_id, traceparent, data)
                select ?, ? + number, id, type, data_schema, subject_id, customer_id, sequence, happened_at,
                    operation_id, bulk, actor_id, traceparent, data::jsonb
                from fresh returning 1)
            update customer_event_counter set last_position = last_position + (select count(*) from added)
            where tenant_id = ? returning last_position""";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;

    public EventLog(JdbcTemplate jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// Appends events in one transaction, in the order given; those that are there already are left out.
    ///
    /// @param events of this tenant
    /// @return how many were new
    public int append(TenantId tenantId, List<PublishedEvent> events) {
        if (events.isEmpty()) {
            return 0;
        }
        return transactions.write(tenantId, () -> {
            UUID tenant = tenantId.value();
            long before = Objects.requireNonNull(jdbc.queryForObject(LOCK, Long.class, tenant));
            long after = Objects.requireNonNull(jdbc.queryForObject(
                    APPEND,
                    Long.class,
                    array(events, UUID[]::new, each -> each.context().id()),
                    array(events, String[]::new, each -> each.type().typeName()),
                    array(events, String[]::new, each -> each.type().schema()),
                    array(events, UUID[]::new, each -> each.event().subjectId()),
                    array(events, UUID[]::new, PublishedEvent::customerId),
                    array(events, Long[]::new, each -> each.context().sequence()),
                    array(events, String[]::new, each -> each.context().time().toString()),
                    array(events, UUID[]::new, each -> each.context().operationId()),
                    array(events, Boolean[]::new, each -> each.context().bulk()),
                    array(events, UUID[]::new, each -> each.context().actorId()),
                    array(events, String[]::new, each -> each.context().traceparent()),
                    array(events, String[]::new, each -> new String(Json.write(each.event()), UTF_8)),
                    tenant,
                    tenant,
                    before,
                    tenant));
            return Math.toIntExact(after - before);
        });
    }

    private static <T> Object array(
            List<PublishedEvent> events, IntFunction<T[]> make, Function<PublishedEvent, @Nullable T> value) {
        @Nullable T[] values = make.apply(events.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(events.get(i));
        }
        return values;
    }
}
