package io.clientele.referral;

import io.clientele.access.Access;
import io.clientele.access.CustomerAccess;
import io.clientele.pii.PageCursor;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Referrals to read: those of a customer, and those for a professional.
public final class ReferralList {
    public static final int MAX_LIMIT = 200;
    private static final String CURSOR = "referral list";
    private static final String NEWEST_FIRST = " order by r.created_at desc, r.id desc";

    private final JdbcTemplate jdbc;
    private final CustomerAccess access;
    private final TenantKeys keys;
    private final TenantTransactions transactions;

    public ReferralList(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.access = new CustomerAccess(jdbc);
        this.keys = keys;
        this.transactions = transactions;
    }

    /// One page, the newest first.
    ///
    /// @param next the cursor of the page behind it; null where this is the last
    public record Page(List<Referral> referrals, @Nullable String next) {}

    /// The customer's referrals, the newest first: all of them for those who see the customer in full, else the
    /// viewer's own.
    ///
    /// @throws ProblemException `NOT_FOUND` where the viewer may not know of the customer
    public List<Referral> ofCustomer(Actor viewer, UUID customerId) {
        TenantCipher cipher = keys.cipher(viewer.tenantId());
        return transactions.read(viewer.tenantId(), () -> {
            boolean full = access.require(viewer, customerId).access() == Access.FULL;
            return jdbc
                    .query(
                            ReferralRow.SELECT + " and r.customer_id = ?" + NEWEST_FIRST,
                            ReferralRow::read,
                            viewer.tenantId().value(),
                            customerId)
                    .stream()
                    .filter(row -> full || row.to().equals(viewer.professionalId()))
                    .map(row -> row.open(cipher, true))
                    .toList();
        });
    }

    /// What was referred to the viewer; for those who see the whole tenant, what was referred to anyone.
    ///
    /// @param status null for every status
    /// @param cursor from the page before; null for the first
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException when the cursor is not one of this tenant's
    public Page inbox(Actor viewer, @Nullable ReferralStatus status, @Nullable String cursor, int limit) {
        TenantCipher cipher = keys.cipher(viewer.tenantId());
        StringBuilder sql = new StringBuilder(ReferralRow.SELECT);
        List<@Nullable Object> values = new ArrayList<>();
        values.add(viewer.tenantId().value());
        if (!viewer.seesWholeTenant()) {
            sql.append(" and r.to_professional_id = ?");
            values.add(viewer.professionalId());
        }
        if (status != null) {
            sql.append(" and r.status = ?");
            values.add(status.text());
        }
        if (cursor != null) {
            List<String> from = PageCursor.open(cipher, CURSOR, cursor, 2);
            sql.append(" and (r.created_at, r.id) < (?::timestamptz, ?::uuid)");
            values.addAll(from);
        }
        sql.append(NEWEST_FIRST).append(" limit ?");
        values.add(limit + 1);
        List<ReferralRow> rows = transactions.read(
                viewer.tenantId(), () -> jdbc.query(sql.toString(), ReferralRow::read, values.toArray()));
        boolean more = rows.size() > limit;
        List<ReferralRow> page = more ? rows.subList(0, limit) : rows;
        return new Page(
                page.stream()
                        .map(row -> row.open(cipher, showsNote(viewer, row)))
                        .toList(),
                more
                        ? PageCursor.seal(
                                cipher,
                                CURSOR,
                                page.getLast().createdAt().toString(),
                                page.getLast().id().toString())
                        : null);
    }

    private static boolean showsNote(Actor viewer, ReferralRow row) {
        return viewer.seesWholeTenant() || !row.status().equals(ReferralStatus.DECLINED.text());
    }
}
