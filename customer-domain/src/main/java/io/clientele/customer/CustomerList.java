package io.clientele.customer;

import io.clientele.access.Access;
import io.clientele.access.AccessPolicy;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/// Pages of customers that stay true while others write: a page starts behind the last row of the one before (keyset),
/// so that nothing is shown twice or left out. The cursor is sealed with the tenant's key and bound to the order.
public final class CustomerList {
    public static final int MAX_LIMIT = 200;
    private static final String OWN_OR_REFERRED = """
            and (c.owner_professional_id = ? or exists (select 1 from referral v
                where v.tenant_id = c.tenant_id and v.customer_id = c.id and v.to_professional_id = ?
                  and v.status <> 'declined'))""";

    private final TenantKeys keys;
    private final TenantTransactions transactions;

    public CustomerList(TenantKeys keys, TenantTransactions transactions) {
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
        @Nullable ListPosition from = cursor == null ? null : ListPosition.open(cipher, filter, cursor);
        List<CustomerRow> rows = rows(viewer, filter, from, limit + 1);
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
        return new Page(views, more ? ListPosition.of(filter, page.getLast()).seal(cipher, filter) : null);
    }

    /// Which customers, and the columns of the index that has them in order.
    record Part(String condition, @Nullable String time, String id) {
        static final Part ACTIVE = new Part(" and a.customer_id is not null", "a.last_activity_at", "a.customer_id");
        static final Part IDLE = new Part(" and a.customer_id is null", null, "c.id");
    }

    /// By last activity there are two parts, those who have one and those who have none: each is in the order of an
    /// index, and the second is only asked for when the first does not fill the page.
    private List<CustomerRow> rows(Actor viewer, CustomerFilter filter, @Nullable ListPosition from, int limit) {
        if (filter.sort() != CustomerFilter.Sort.LAST_ACTIVITY_AT) {
            return part(viewer, filter, new Part("", filter.sort().column(), "c.id"), from, limit);
        }
        if (filter.lastActivityFrom() != null || filter.lastActivityTo() != null) {
            return part(viewer, filter, Part.ACTIVE, from, limit);
        }
        Part first = filter.ascending() ? Part.IDLE : Part.ACTIVE;
        Part second = filter.ascending() ? Part.ACTIVE : Part.IDLE;
        boolean isInSecond = from != null && (from.time() == null) == (second.time() == null);
        if (isInSecond) {
            return part(viewer, filter, second, from, limit);
        }
        List<CustomerRow> rows = new ArrayList<>(part(viewer, filter, first, from, limit));
        if (rows.size() < limit) {
            rows.addAll(part(viewer, filter, second, null, limit - rows.size()));
        }
        return rows;
    }

    private List<CustomerRow> part(
            Actor viewer, CustomerFilter filter, Part part, @Nullable ListPosition from, int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        String sql = statement(viewer, filter, part, from, limit, values);
        return transactions.select(viewer.tenantId(), sql, CustomerRow::read, values.toArray());
    }

    /// @param values where the values of the parameters go
    static String statement(
            Actor viewer,
            CustomerFilter filter,
            Part part,
            @Nullable ListPosition from,
            int limit,
            List<@Nullable Object> values) {
        StringBuilder sql = new StringBuilder(CustomerRepository.SELECT).append(" and c.deleted_at is null");
        UUID professional = viewer.professionalId();
        values.add(new SqlParameterValue(Types.VARCHAR, professional == null ? null : professional.toString()));
        values.add(viewer.tenantId().value());
        if (!viewer.seesWholeTenant()) {
            sql.append(' ').append(OWN_OR_REFERRED);
            values.add(professional);
            values.add(professional);
        }
        narrow(filter, sql, values);
        sql.append(part.condition());
        String direction = filter.ascending() ? " asc" : " desc";
        String beyond = filter.ascending() ? " > " : " < ";
        if (part.time() == null) {
            add(sql, values, " and " + part.id() + beyond + "?", from == null ? null : from.id());
            sql.append(" order by ").append(part.id()).append(direction);
        } else {
            if (from != null) {
                sql.append(" and (%s, %s)%s(?, ?)".formatted(part.time(), part.id(), beyond));
                values.add(timestamp(from.time()));
                values.add(from.id());
            }
            sql.append(" order by %s%s, %s%s".formatted(part.time(), direction, part.id(), direction));
        }
        values.add(limit);
        return sql.append(" limit ?").toString();
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

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
