package io.clientele.webhook;

import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/// Makes of events what has to be posted: one row for each active endpoint that wants the event's type, however often
/// the event comes.
public final class Deliveries {
    private static final String LISTENING = """
            select id, event_types, active_since from webhook_endpoint where tenant_id = ? and status = 'active'""";
    private static final String INSERT = """
            insert into webhook_delivery (tenant_id, endpoint_id, event_id, event_type, subject_id, sequence, body, due_at,
                created_at, expires_at)
            select ?, u.*, ?, ? from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::bigint[], ?::text[],
                ?::timestamptz[]) as u
            on conflict do nothing""";
    private static final String EXPIRE = "select remove_expired_webhook_deliveries(?)";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final Clock clock;

    public Deliveries(JdbcTemplate jdbc, TenantTransactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Listening(UUID id, List<String> eventTypes, Instant activeSince) {
        boolean wants(NewDelivery event) {
            return (eventTypes.isEmpty() || eventTypes.contains(event.eventType()))
                    && !event.publishedAt().isBefore(activeSince);
        }
    }

    private record Wanted(UUID endpoint, NewDelivery event, String body) {}

    /// Adds what is not there yet, in one transaction.
    ///
    /// @param events of this tenant; those older than `keep` are left out, because their rows may be gone already
    /// @param keep how long rows are kept
    /// @return how many were new
    public int append(TenantId tenantId, List<NewDelivery> events, Duration keep) {
        Instant now = clock.instant();
        List<NewDelivery> recent = events.stream()
                .filter(event -> event.publishedAt().isAfter(now.minus(keep)))
                .toList();
        if (recent.isEmpty()) {
            return 0;
        }
        return transactions.write(tenantId, () -> {
            List<Wanted> wanted = wanted(listening(tenantId), recent);
            return wanted.isEmpty() ? 0 : insert(tenantId, wanted, now, now.plus(keep));
        });
    }

    /// Forgets what is kept no longer, of all tenants.
    ///
    /// @param limit how many at most
    /// @return how many
    public long expire(int limit) {
        Long removed = jdbc.queryForObject(EXPIRE, Long.class, limit);
        return removed == null ? 0 : removed;
    }

    private List<Listening> listening(TenantId tenantId) {
        return jdbc.query(
                LISTENING,
                (row, n) -> new Listening(
                        row.getObject("id", UUID.class),
                        List.of((String[]) row.getArray("event_types").getArray()),
                        row.getTimestamp("active_since").toInstant()),
                tenantId.value());
    }

    private static List<Wanted> wanted(List<Listening> endpoints, List<NewDelivery> events) {
        List<Wanted> wanted = new ArrayList<>();
        for (NewDelivery event : events) {
            List<Listening> takers =
                    endpoints.stream().filter(endpoint -> endpoint.wants(event)).toList();
            if (!takers.isEmpty()) {
                String body = event.body();
                takers.forEach(endpoint -> wanted.add(new Wanted(endpoint.id(), event, body)));
            }
        }
        return wanted;
    }

    private int insert(TenantId tenantId, List<Wanted> wanted, Instant now, Instant expiresAt) {
        return jdbc.update(
                INSERT,
                tenantId.value(),
                Timestamp.from(now),
                Timestamp.from(expiresAt),
                array(wanted, UUID[]::new, Wanted::endpoint),
                array(wanted, UUID[]::new, each -> each.event().eventId()),
                array(wanted, String[]::new, each -> each.event().eventType()),
                array(wanted, UUID[]::new, each -> each.event().subjectId()),
                array(wanted, Long[]::new, each -> each.event().sequence()),
                array(wanted, String[]::new, Wanted::body),
                array(wanted, String[]::new, each -> each.event().publishedAt().toString()));
    }

    private static <T> Object array(List<Wanted> wanted, IntFunction<T[]> make, Function<Wanted, T> value) {
        return wanted.stream().map(value).toArray(make);
    }
}
