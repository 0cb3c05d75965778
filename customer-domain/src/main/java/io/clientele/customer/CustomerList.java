package io.clientele.customer;

import io.clientele.access.Access;
import io.clientele.access.AccessPolicy;
import io.clientele.pii.PageCursor;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Pages of customers that stay true while others write: a page starts behind the last row of the one before (keyset),
/// so that nothing is shown twice or left out. The cursor is sealed with the tenant's key and bound to the order.
public final class CustomerList {
    public static final int MAX_LIMIT = 200;
    private static final String OWN_OR_REFERRED = """
            and (c.owner_professional_id = ? or exists (select 1 from referral v
                where v.tenant_id = c.tenant_id and v.customer_id = c.id and v.to_professional_id = ?
                  and v.status <> 'declined'))""";
    private static final String CURSOR = "customer list by ";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;
    private final TenantTransactions transactions;

    public CustomerList(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.transactions = transactions;
    }

    /// One page.
    ///
    /// @param next the cursor of the page behind it; null where this is the last
    public record Page(
            List<CustomerView> customers, @Nullable String next) {}

    /// @param cursor from the page before; null for the first
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException when the cursor is not one of this tenant and order
    public Page page(Actor viewer, CustomerFilter filter, @Nullable String cursor, int limit) {
        TenantCipher cipher = keys.cipher(viewer.tenantId());
        StringBuilder sql = new StringBuilder(CustomerRepository.SELECT).append(" and c.deleted_at is null");
        List<@Nullable Object> values = new ArrayList<>();
        UUID professional = viewer.professionalId();
        values.add(professional == null ? null : professional.toString());
        values.add(viewer.tenantId().value());
        if (!viewer.seesWholeTenant()) {
            sql.append(' ').append(OWN_OR_REFERRED);
            values.add(professional);
            values.add(professional);
        }
        narrow(filter, sql, values);
        String order = filter.sort().expression();
        if (cursor != null) {
            sql.append(" and (").append(order).append(", c.id) < (?::timestamptz, ?::uuid)");
            values.addAll(PageCursor.open(cipher, CURSOR + filter.sort(), cursor, 2));
        }
        sql.append(" order by ").append(order).append(" desc, c.id desc limit ?");
        values.add(limit + 1);
        List<CustomerRow> rows = transactions.read(
                viewer.tenantId(), () -> jdbc.query(sql.toString(), CustomerRow::read, values.toArray()));
        boolean more = rows.size() > limit;
        List<CustomerRow> page = more ? rows.subList(0, limit) : rows;
        List<CustomerView> views = new ArrayList<>(page.size());
        for (CustomerRow row : page) {
            switch (AccessPolicy.decide(viewer, row.owner(), row.referred())) {
                case Access.FULL -> views.add(row.full(cipher));
                case Access.LIMITED -> views.add(row.limited(cipher));
                case Access.NONE -> {}
            }
        }
        return new Page(views, more ? seal(cipher, filter.sort(), page.getLast()) : null);
    }

    private static void narrow(CustomerFilter filter, StringBuilder sql, List<@Nullable Object> values) {
        add(sql, values, " and c.owner_professional_id = ?", filter.owner());
        CustomerStatus status = filter.status();
        add(sql, values, " and c.status = ?", status == null ? null : status.text());
        add(sql, values, " and ? = any (c.tags)", filter.tag());
        add(sql, values, " and c.created_at >= ?", timestamp(filter.createdFrom()));
        add(sql, values, " and c.created_at < ?", timestamp(filter.createdTo()));
        add(sql, values, " and a.last_activity_at >= ?", timestamp(filter.lastActivityFrom()));
        add(sql, values, " and a.last_activity_at < ?", timestamp(filter.lastActivityTo()));
    }

    private static void add(
            StringBuilder sql, List<@Nullable Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static String seal(TenantCipher cipher, CustomerFilter.Sort sort, CustomerRow last) {
        Instant activity = last.lastActivityAt();
        String time = switch (sort) {
            case CREATED_AT -> last.createdAt().toString();
            case UPDATED_AT -> last.updatedAt().toString();
            case LAST_ACTIVITY_AT -> activity == null ? "-infinity" : activity.toString();
        };
        return PageCursor.seal(cipher, CURSOR + sort, time, last.id().toString());
    }
}
