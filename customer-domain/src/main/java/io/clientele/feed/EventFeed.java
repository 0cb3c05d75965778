package io.clientele.feed;

import io.clientele.access.Access;
import io.clientele.access.AccessPolicy;
import io.clientele.pii.PageCursor;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.event.EventType;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The events that a viewer may see, the oldest first. Whoever goes on behind a page misses nothing that is committed
/// later. Admins and services see all of the tenant; professionals those of customers whom they may see now, and the
/// ends of their own imports. That a customer is deleted, the owner sees, and those to whom they were referred do not.
public final class EventFeed {
    public static final int MAX_LIMIT = 500;
    /// How many events are looked at for one page, at most.
    static final int STRETCH = 20_000;

    private static final String CURSOR = "event feed";
    private static final String LAST = "select last_position from customer_event_counter where tenant_id = ?";
    private static final String ALL = """
            select e.*, null::uuid as owner_professional_id, false as referred
            from customer_event e
            where e.tenant_id = ? and e.position > ? and e.position <= ?""";
    // Those of nobody are told apart by the policy; this only keeps them from being read.
    private static final String OWN_OR_REFERRED = """
            select e.*, c.owner_professional_id, c.deleted_at is null and exists (select 1 from referral r
                where r.tenant_id = c.tenant_id and r.customer_id = c.id and r.to_professional_id = ?
                  and r.status <> 'declined') as referred
            from customer_event e left join customer c on c.tenant_id = e.tenant_id and c.id = e.customer_id
            where e.tenant_id = ? and e.position > ? and e.position <= ?
              and (e.customer_id is null and e.actor_id = ? or c.owner_professional_id = ?
                or exists (select 1 from referral v where v.tenant_id = c.tenant_id and v.customer_id = c.id
                    and v.to_professional_id = ? and v.status <> 'declined'))""";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;
    private final TenantTransactions transactions;

    public EventFeed(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.transactions = transactions;
    }

    /// Some events.
    ///
    /// @param next what to go on behind, whether there is anything yet or not
    /// @param more whether there is something to look at behind it already
    public record Page(List<FeedEvent> events, String next, boolean more) {
        public Page {
            events = List.copyOf(events);
        }
    }

    private record Found(long position, @Nullable FeedEvent event) {}

    /// The events behind a position. A page may be empty although more are to come: it only looks so far for those
    /// that the viewer may see.
    ///
    /// @param types none for all
    /// @param after `next` of the page before; null for the start
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException `MALFORMED_REQUEST` when `after` is none that this feed gave out
    public Page page(Actor viewer, List<EventType> types, @Nullable String after, int limit) {
        TenantCipher tenant = keys.cipher(viewer.tenantId());
        long from = after == null ? 0 : open(tenant, after);
        return transactions.read(viewer.tenantId(), () -> {
            long last = jdbc
                    .query(LAST, (row, n) -> row.getLong(1), viewer.tenantId().value())
                    .stream()
                    .findFirst()
                    .orElse(0L);
            long to = Math.min(last, from + STRETCH);
            List<Found> found = to <= from ? List.of() : find(viewer, types, from, to, limit + 1);
            boolean isFull = found.size() > limit;
            List<Found> page = isFull ? found.subList(0, limit) : found;
            long next = isFull ? page.getLast().position() : Math.max(from, to);
            List<FeedEvent> events = new ArrayList<>(page.size());
            for (Found each : page) {
                if (each.event() != null) {
                    events.add(each.event());
                }
            }
            return new Page(events, PageCursor.seal(tenant, CURSOR, Long.toString(next)), next < last);
        });
    }

    private static long open(TenantCipher tenant, String after) {
        return Long.parseLong(PageCursor.open(tenant, CURSOR, after, 1).getFirst());
    }

    private List<Found> find(Actor viewer, List<EventType> types, long from, long to, int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        UUID professional = viewer.professionalId();
        StringBuilder sql = new StringBuilder(viewer.seesWholeTenant() ? ALL : OWN_OR_REFERRED);
        if (!viewer.seesWholeTenant()) {
            values.add(professional);
        }
        values.addAll(List.of(viewer.tenantId().value(), from, to));
        if (!viewer.seesWholeTenant()) {
            values.add(viewer.userId());
            values.add(professional);
            values.add(professional);
        }
        if (!types.isEmpty()) {
            sql.append(" and e.type = any (?)");
            values.add(types.stream().map(EventType::typeName).toArray(String[]::new));
        }
        values.add(limit);
        return jdbc.query(
                sql.append(" order by e.position limit ?").toString(),
                (row, n) -> new Found(row.getLong("position"), isVisible(viewer, row) ? FeedEvent.read(row) : null),
                values.toArray());
    }

    private static boolean isVisible(Actor viewer, ResultSet row) throws SQLException {
        if (row.getObject("customer_id") == null) {
            return viewer.seesWholeTenant() || viewer.userId().equals(row.getObject("actor_id", UUID.class));
        }
        UUID owner = row.getObject("owner_professional_id", UUID.class);
        return AccessPolicy.decide(viewer, owner, row.getBoolean("referred")) != Access.NONE;
    }
}
