package io.clientele.history;

import io.clientele.access.Access;
import io.clientele.access.AccessPolicy;
import io.clientele.customer.CustomerView;
import io.clientele.pii.PageCursor;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.cdc.Row;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The history of a customer and its vehicles, and the customer as it stood at a time; for those who see the customer
/// in
/// full. A change is in it shortly after it was committed, as a rule within a second.
public final class FieldHistory {
    public static final int MAX_LIMIT = 200;
    private static final String CURSOR = "history of ";
    private static final String CUSTOMER = """
            select c.*, k.wrapped_key,
                exists (select 1 from referral r
                        where r.tenant_id = c.tenant_id and r.customer_id = c.id
                          and r.to_professional_id = ?::uuid and r.status <> 'declined') as referred
            from customer c
            left join subject_key k on k.tenant_id = c.tenant_id and k.customer_id = c.id
            where c.tenant_id = ? and c.id = ?""";
    private static final String CHANGES = """
            select h.*, o.kind as operation_kind, o.actor_role
            from record_history h
            left join operation o on o.tenant_id = h.tenant_id and o.id = h.operation_id
            where h.tenant_id = ? and h.customer_id = ?""";
    private static final String LATER = CHANGES + """
             and h.entity_type = 'customer' and h.changed_at > ?
            order by h.version desc, h.lsn desc""";
    private static final String LAST_ACTIVITY =
            "select max(created_at) from customer_activity where tenant_id = ? and customer_id = ? and created_at <= ?";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;
    private final TenantTransactions transactions;

    public FieldHistory(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.transactions = transactions;
    }

    /// One page.
    ///
    /// @param next the cursor of the page behind it; null where this is the last
    public record Page(List<HistoryEntry> changes, @Nullable String next) {
        public Page {
            changes = List.copyOf(changes);
        }
    }

    /// Changes of a customer and its vehicles, the latest first. Deleted customers have one, too; of an erased one it
    /// holds no value any more.
    ///
    /// @param cursor from the page before; null for the first
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN`, or `MALFORMED_REQUEST` for a cursor of another history
    public Page page(Actor viewer, UUID customerId, HistoryFilter filter, @Nullable String cursor, int limit) {
        TenantCipher tenant = keys.cipher(viewer.tenantId());
        StringBuilder sql = new StringBuilder(CHANGES);
        List<Object> values = new ArrayList<>(List.of(viewer.tenantId().value(), customerId));
        add(sql, values, " and ? = any (h.fields)", filter.field());
        add(sql, values, " and h.entity_id = ?", filter.entityId());
        add(sql, values, " and h.changed_at >= ?", timestamp(filter.from()));
        add(sql, values, " and h.changed_at < ?", timestamp(filter.to()));
        if (cursor != null) {
            sql.append(" and (h.changed_at, h.lsn, h.id) < (?::timestamptz, ?::bigint, ?::uuid)");
            values.addAll(PageCursor.open(tenant, CURSOR + customerId, cursor, 3));
        }
        sql.append(" order by h.changed_at desc, h.lsn desc, h.id desc limit ?");
        values.add(limit + 1);
        return transactions.read(viewer.tenantId(), () -> {
            SubjectCipher cipher = cipher(tenant, customerId, visible(viewer, customerId));
            List<HistoryRow> rows = jdbc.query(sql.toString(), HistoryRow::read, values.toArray());
            boolean more = rows.size() > limit;
            List<HistoryRow> page = more ? rows.subList(0, limit) : rows;
            return new Page(
                    page.stream().map(row -> row.entry(cipher, filter.field())).toList(),
                    more ? seal(tenant, customerId, page.getLast()) : null);
        });
    }

    private static String seal(TenantCipher tenant, UUID customerId, HistoryRow last) {
        return PageCursor.seal(
                tenant,
                CURSOR + customerId,
                last.changedAt().toString(),
                Long.toString(last.lsn()),
                last.id().toString());
    }

    /// The customer as it stood at a time; a time to come is now. Who may see it is decided by who owns it now.
    ///
    /// @throws ProblemException `NOT_FOUND` also where the customer did not exist yet, was deleted then, or was
    ///     erased since; `FORBIDDEN`; `HISTORY_INCOMPLETE` where a change on the way back is not in the history
    public CustomerView.Full asOf(Actor viewer, UUID customerId, Instant then) {
        TenantCipher tenant = keys.cipher(viewer.tenantId());
        return transactions.read(viewer.tenantId(), () -> {
            Row now = visible(viewer, customerId);
            SubjectCipher cipher = cipher(tenant, customerId, now);
            if (cipher == null || now.requireInstant("created_at").isAfter(then)) {
                throw new ProblemException(ProblemCode.NOT_FOUND);
            }
            Row past = rewind(viewer, customerId, now, then);
            return PastCustomer.view(past, cipher, lastActivity(viewer, customerId, then));
        });
    }

    private Row rewind(Actor viewer, UUID customerId, Row now, Instant then) {
        List<HistoryRow> later =
                jdbc.query(LATER, HistoryRow::read, viewer.tenantId().value(), customerId, Timestamp.from(then));
        try {
            return Rewind.to(then, now, later)
                    .filter(past -> !past.has("deleted_at"))
                    .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        } catch (Rewind.GapException gap) {
            throw new ProblemException(ProblemCode.HISTORY_INCOMPLETE);
        }
    }

    private @Nullable Instant lastActivity(Actor viewer, UUID customerId, Instant then) {
        @Nullable
        Timestamp last = jdbc.queryForObject(
                LAST_ACTIVITY, Timestamp.class, viewer.tenantId().value(), customerId, Timestamp.from(then));
        return last == null ? null : last.toInstant();
    }

    private Row visible(Actor viewer, UUID customerId) {
        UUID professional = viewer.professionalId();
        Row customer = jdbc
                .query(
                        CUSTOMER,
                        RowImage::read,
                        professional == null ? null : professional.toString(),
                        viewer.tenantId().value(),
                        customerId)
                .stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        return switch (AccessPolicy.decide(viewer, customer.uuid("owner_professional_id"), customer.flag("referred"))) {
            case Access.FULL -> customer;
            case Access.LIMITED ->
                throw new ProblemException(customer.has("deleted_at") ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN);
            case Access.NONE -> throw new ProblemException(ProblemCode.NOT_FOUND);
        };
    }

    /// Null for a customer who was erased.
    private static @Nullable SubjectCipher cipher(TenantCipher tenant, UUID customerId, Row customer) {
        return customer.has("wrapped_key")
                ? tenant.subject(customerId, Objects.requireNonNull(customer.bytes("wrapped_key")))
                : null;
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
