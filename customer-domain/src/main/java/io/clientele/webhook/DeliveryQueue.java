package io.clientele.webhook;

import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// What is to be posted now, given out so that each is posted by one instance at a time. A claim is a lease: when it
/// runs
/// out, because the instance died, the delivery is due again.
///
/// What is posted to one endpoint about one subject goes one after the other, in the order of the events; a later one
/// overtakes an earlier one only where that has failed and waits for its next attempt.
public final class DeliveryQueue {
    private static final String TENANTS = "select * from tenants_with_due_webhooks(?)";
    /// Locked against others who claim for the same endpoint, so that they count what this one claims.
    private static final String ENDPOINTS = """
            select e.id, e.url, e.secrets, e.failing_since is not null as failing from webhook_endpoint e
            where e.tenant_id = ? and e.status = 'active' and exists (
                select from webhook_delivery d
                where d.tenant_id = e.tenant_id and d.endpoint_id = e.id and d.status = 'pending' and d.due_at <= ?)
            for no key update of e skip locked""";
    private static final String CLAIM = """
            with due as (
                select event_id, subject_id, sequence, due_at from webhook_delivery
                where tenant_id = ? and endpoint_id = ? and status = 'pending' and due_at <= ?
                order by due_at, sequence limit 200),
            busy as (
                select subject_id from webhook_delivery
                where tenant_id = ? and endpoint_id = ? and lease is not null and due_at > ?),
            next as (
                select distinct on (subject_id) event_id, sequence, due_at from due
                where subject_id not in (select subject_id from busy)
                order by subject_id, sequence),
            free as (
                select d.event_id from next n join webhook_delivery d on d.event_id = n.event_id
                where d.tenant_id = ? and d.endpoint_id = ? and d.status = 'pending' and d.due_at <= ?
                order by n.due_at, n.sequence limit greatest(0, ? - (select count(*) from busy))
                for no key update of d skip locked)
            update webhook_delivery d set lease = ?, due_at = ? from free
            where d.tenant_id = ? and d.endpoint_id = ? and d.event_id = free.event_id
            returning d.event_id, d.event_type, d.body, d.tries""";
    private static final String DUE = "select count_due_webhooks(?)";
    private static final String OLDEST = "select oldest_due_webhook(?)";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;
    private final TenantTransactions transactions;

    public DeliveryQueue(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.transactions = transactions;
    }

    /// How much to claim at once.
    ///
    /// @param lease how long the deliveries are kept from others
    /// @param perEndpoint how many may be on their way to one endpoint, from all instances; an endpoint that fails
    ///     gets a single one until something works again
    /// @param max how many in all
    public record Portion(Duration lease, int perEndpoint, int max) {}

    /// What waits longer than it should.
    ///
    /// @param due how many, counted to 100,000
    /// @param oldest since when the first of them is due; null when there is none
    public record Backlog(long due, @Nullable Instant oldest) {}

    private record Endpoint(UUID id, String url, List<String> secrets, boolean isFailing) {}

    /// The tenants for whom something is due at an active endpoint.
    public List<TenantId> tenantsWithDue(Instant at) {
        return jdbc.query(TENANTS, (row, n) -> new TenantId(row.getObject(1, UUID.class)), Timestamp.from(at));
    }

    /// Claims what is due for a tenant, at each of its endpoints in turn.
    public List<ClaimedDelivery> claim(TenantId tenantId, Instant at, Portion portion) {
        TenantCipher cipher = keys.cipher(tenantId);
        return transactions.write(tenantId, () -> {
            List<ClaimedDelivery> claimed = new ArrayList<>();
            for (Endpoint endpoint : endpoints(tenantId, cipher, at)) {
                int left = portion.max() - claimed.size();
                if (left > 0) {
                    claimed.addAll(claim(tenantId, endpoint, at, portion, left));
                }
            }
            return claimed;
        });
    }

    /// How much is due, over all tenants.
    public Backlog backlog(Instant at) {
        Long due = jdbc.queryForObject(DUE, Long.class, Timestamp.from(at));
        Timestamp oldest = jdbc.queryForObject(OLDEST, Timestamp.class, Timestamp.from(at));
        return new Backlog(due == null ? 0 : due, oldest == null ? null : oldest.toInstant());
    }

    private List<Endpoint> endpoints(TenantId tenantId, TenantCipher cipher, Instant at) {
        return jdbc.query(
                ENDPOINTS,
                (row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    return new Endpoint(
                            id,
                            SealedWebhook.url(cipher, id, row.getBytes("url")),
                            SealedWebhook.secrets(cipher, id, row.getBytes("secrets"))
                                    .valid(at),
                            row.getBoolean("failing"));
                },
                tenantId.value(),
                Timestamp.from(at));
    }

    private List<ClaimedDelivery> claim(TenantId tenantId, Endpoint endpoint, Instant at, Portion portion, int left) {
        Timestamp now = Timestamp.from(at);
        UUID lease = Ids.next();
        UUID tenant = tenantId.value();
        int most = Math.min(left, endpoint.isFailing() ? 1 : portion.perEndpoint());
        return jdbc.query(
                CLAIM,
                (row, n) -> new ClaimedDelivery(
                        tenantId,
                        endpoint.id(),
                        endpoint.url(),
                        endpoint.secrets(),
                        row.getObject("event_id", UUID.class),
                        row.getString("event_type"),
                        row.getString("body"),
                        row.getInt("tries"),
                        lease),
                tenant,
                endpoint.id(),
                now,
                tenant,
                endpoint.id(),
                now,
                tenant,
                endpoint.id(),
                now,
                most,
                lease,
                Timestamp.from(at.plus(portion.lease())),
                tenant,
                endpoint.id());
    }
}
