package io.clientele.webhook;

import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Writes down how an attempt went, and what follows from it for the delivery and its endpoint, in one transaction.
public final class DeliveryResults {
    private static final String ATTEMPTED = """
            tries = tries + 1, lease = null,
                attempts = case when jsonb_array_length(attempts) < 20 then attempts else attempts - 0 end || ?::jsonb
            where tenant_id = ? and endpoint_id = ? and event_id = ? and status = 'pending'""";
    /// Whoever got it through, it is through.
    private static final String DELIVERED = "update webhook_delivery set status = 'delivered', " + ATTEMPTED;
    private static final String FAILED =
            "update webhook_delivery set status = ?, due_at = coalesce(?, due_at), " + ATTEMPTED + " and lease = ?";
    private static final String WORKS = """
            update webhook_endpoint set failing_since = null
            where tenant_id = ? and id = ? and failing_since is not null""";
    private static final String FAILS = """
            update webhook_endpoint set failing_since = ?
            where tenant_id = ? and id = ? and failing_since is null and status = 'active'""";
    private static final String DISABLE = """
            update webhook_endpoint set status = 'disabled', disabled_reason = ?, disabled_at = ?, updated_at = ?,
                version = version + 1
            where tenant_id = ? and id = ? and status = 'active' and (?::timestamptz is null or failing_since <= ?)""";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;

    public DeliveryResults(JdbcTemplate jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// The receiver has it.
    public void delivered(ClaimedDelivery claimed, Attempt attempt) {
        TenantId tenantId = claimed.tenantId();
        transactions.write(tenantId, () -> {
            jdbc.update(DELIVERED, AttemptLog.json(attempt), tenantId.value(), claimed.endpointId(), claimed.eventId());
            return jdbc.update(WORKS, tenantId.value(), claimed.endpointId());
        });
    }

    /// The attempt failed.
    ///
    /// @param nextAt when to try again; null for never
    /// @param patience an endpoint that has only failed since before then is disabled
    /// @return whether the endpoint was disabled by it
    public boolean failed(ClaimedDelivery claimed, Attempt attempt, @Nullable Instant nextAt, Instant patience) {
        return transactions.write(claimed.tenantId(), () -> {
            fail(claimed, attempt, nextAt);
            UUID tenant = claimed.tenantId().value();
            jdbc.update(FAILS, Timestamp.from(attempt.at()), tenant, claimed.endpointId());
            return disable(claimed, "failing", attempt.at(), patience);
        });
    }

    /// The receiver wants nothing any more: the delivery has failed, and the endpoint is disabled.
    ///
    /// @return whether the endpoint was disabled by it
    public boolean gone(ClaimedDelivery claimed, Attempt attempt) {
        return transactions.write(claimed.tenantId(), () -> {
            fail(claimed, attempt, null);
            return disable(claimed, "gone", attempt.at(), null);
        });
    }

    private void fail(ClaimedDelivery claimed, Attempt attempt, @Nullable Instant nextAt) {
        jdbc.update(
                FAILED,
                nextAt == null ? "failed" : "pending",
                nextAt == null ? null : Timestamp.from(nextAt),
                AttemptLog.json(attempt),
                claimed.tenantId().value(),
                claimed.endpointId(),
                claimed.eventId(),
                claimed.lease());
    }

    private boolean disable(ClaimedDelivery claimed, String reason, Instant at, @Nullable Instant failingBefore) {
        Timestamp now = Timestamp.from(at);
        Timestamp before = failingBefore == null ? null : Timestamp.from(failingBefore);
        return jdbc.update(DISABLE, reason, now, now, claimed.tenantId().value(), claimed.endpointId(), before, before)
                == 1;
    }
}
