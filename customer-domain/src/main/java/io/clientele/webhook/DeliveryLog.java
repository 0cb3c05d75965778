package io.clientele.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.pii.PageCursor;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// What was posted to an endpoint and what is to be, for the tenant's admins, and their wish to have it posted again.
public final class DeliveryLog {
    public static final int MAX_LIMIT = 200;

    private static final String CURSOR = "webhook deliveries of ";
    private static final Set<String> STATUSES = Set.of("pending", "delivered", "failed");
    private static final String SELECT = """
            select event_id, event_type, subject_id, status, created_at, due_at, attempts, expires_at
            from webhook_delivery where tenant_id = ? and endpoint_id = ?""";
    private static final String FIND = SELECT + " and event_id = ?";
    private static final String PAGE = SELECT + " and (?::text is null or status = ?)"
            + " and (?::timestamptz is null or (created_at, event_id) < (?::timestamptz, ?::uuid))"
            + " order by created_at desc, event_id desc limit ?";
    private static final String STATUS = """
            select status from webhook_endpoint where tenant_id = ? and id = ? and status <> 'deleted'""";
    /// One that is being posted right now stays as it is.
    private static final String AGAIN = """
            update webhook_delivery set status = 'pending', tries = 0, due_at = ?, expires_at = greatest(expires_at, ?)
            where tenant_id = ? and endpoint_id = ? and event_id = ? and not (lease is not null and due_at > ?)""";
    private static final String INSERT = """
            insert into webhook_delivery (tenant_id, endpoint_id, event_id, event_type, subject_id, sequence, body, due_at,
                created_at, expires_at)
            values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)""";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final Operations operations;
    private final Clock clock;

    public DeliveryLog(
            JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions, Operations operations, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.transactions = transactions;
        this.operations = operations;
        this.clock = clock;
    }

    /// One page.
    ///
    /// @param next the cursor of the page behind it; null where this is the last
    public record Page(List<Delivery> deliveries, @Nullable String next) {}

    /// The latest first.
    ///
    /// @param status only those; null for all
    /// @param cursor from the page before; null for the first
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException `NOT_FOUND`; `MALFORMED_REQUEST` for a status or cursor that is none
    public Page page(TenantId tenantId, UUID webhook, @Nullable String status, @Nullable String cursor, int limit) {
        if (status != null && !STATUSES.contains(status)) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST, "The parameter status is one of pending, delivered, failed.");
        }
        TenantCipher cipher = keys.cipher(tenantId);
        List<String> after = cursor == null ? List.of() : PageCursor.open(cipher, CURSOR + webhook, cursor, 2);
        List<Delivery> rows = transactions.read(tenantId, () -> {
            requireEndpoint(tenantId, webhook);
            return select(tenantId, webhook, status, after, limit + 1);
        });
        if (rows.size() <= limit) {
            return new Page(rows, null);
        }
        List<Delivery> page = rows.subList(0, limit);
        Delivery last = page.getLast();
        return new Page(
                page,
                PageCursor.seal(
                        cipher,
                        CURSOR + webhook,
                        last.createdAt().toString(),
                        last.eventId().toString()));
    }

    /// Has an event posted once more, by a new round of attempts. The receiver meets the same `webhook-id`.
    ///
    /// @throws ProblemException `NOT_FOUND`; `WEBHOOK_DISABLED`
    public Delivery resend(Actor actor, UUID webhook, UUID eventId, @Nullable String requestId) {
        TenantId tenantId = actor.tenantId();
        return transactions.write(tenantId, () -> {
            requireActive(tenantId, webhook);
            required(tenantId, webhook, eventId);
            operations.record(actor, OperationKind.API, requestId, 1);
            Timestamp now = Timestamp.from(clock.instant());
            Timestamp kept = Timestamp.from(clock.instant().plus(Ping.KEEP));
            jdbc.update(AGAIN, now, kept, tenantId.value(), webhook, eventId, now);
            return required(tenantId, webhook, eventId);
        });
    }

    /// Has an event of no consequence posted, so that the receiver can be tried out.
    ///
    /// @throws ProblemException `NOT_FOUND`; `WEBHOOK_DISABLED`
    public Delivery ping(Actor actor, UUID webhook, @Nullable String requestId) {
        TenantId tenantId = actor.tenantId();
        Ping ping = Ping.create(tenantId, webhook, clock.instant());
        Timestamp now = Timestamp.from(ping.at());
        return transactions.write(tenantId, () -> {
            requireActive(tenantId, webhook);
            operations.record(actor, OperationKind.API, requestId, 1);
            jdbc.update(
                    INSERT,
                    tenantId.value(),
                    webhook,
                    ping.id(),
                    Ping.TYPE,
                    webhook,
                    ping.body(),
                    now,
                    now,
                    Timestamp.from(ping.at().plus(Ping.KEEP)));
            return required(tenantId, webhook, ping.id());
        });
    }

    private List<Delivery> select(
            TenantId tenantId, UUID webhook, @Nullable String status, List<String> after, int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(tenantId.value());
        values.add(webhook);
        values.add(status);
        values.add(status);
        String at = after.isEmpty() ? null : after.getFirst();
        values.add(at);
        values.add(at);
        values.add(after.isEmpty() ? null : after.getLast());
        values.add(limit);
        return jdbc.query(PAGE, DeliveryLog::row, values.toArray());
    }

    private void requireEndpoint(TenantId tenantId, UUID webhook) {
        status(tenantId, webhook);
    }

    private void requireActive(TenantId tenantId, UUID webhook) {
        if (!status(tenantId, webhook).equals(WebhookStatus.ACTIVE.text())) {
            throw new ProblemException(ProblemCode.WEBHOOK_DISABLED);
        }
    }

    private String status(TenantId tenantId, UUID webhook) {
        return jdbc.query(STATUS, (row, n) -> row.getString("status"), tenantId.value(), webhook).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private Delivery required(TenantId tenantId, UUID webhook, UUID eventId) {
        return jdbc.query(FIND, DeliveryLog::row, tenantId.value(), webhook, eventId).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private static Delivery row(ResultSet row, int n) throws SQLException {
        String status = row.getString("status");
        Instant due = row.getTimestamp("due_at").toInstant();
        return new Delivery(
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                row.getObject("subject_id", UUID.class),
                status,
                row.getTimestamp("created_at").toInstant(),
                status.equals("pending") ? due : null,
                AttemptLog.parse(row.getString("attempts").getBytes(UTF_8)),
                row.getTimestamp("expires_at").toInstant());
    }
}
