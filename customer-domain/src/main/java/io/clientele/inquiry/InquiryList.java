package io.clientele.inquiry;

import io.clientele.access.Access;
import io.clientele.access.CustomerAccess;
import io.clientele.pii.PageCursor;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.event.InquiryStatus;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Inquiries to read: those of a customer, and those that wait for a professional.
public final class InquiryList {
    public static final int MAX_LIMIT = 200;
    private static final String NEWEST_FIRST = " order by i.received_at desc, i.id desc limit ?";
    private static final String CURSOR = "inquiries of ";
    private static final String OFFERED = """
            exists (select 1 from inquiry_offer mine
                    where mine.tenant_id = i.tenant_id and mine.inquiry_id = i.id and mine.professional_id = ?)""";
    private static final String WAITING = "i.status in ('open', 'offered_to_owner', 'offered_to_all')";

    private final JdbcTemplate jdbc;
    private final CustomerAccess access;
    private final TenantKeys keys;
    private final TenantTransactions transactions;

    public InquiryList(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.access = new CustomerAccess(jdbc);
        this.keys = keys;
        this.transactions = transactions;
    }

    /// One page, the newest first.
    ///
    /// @param next the cursor of the page behind it; null where this is the last
    public record Page(List<Inquiry> inquiries, @Nullable String next) {}

    /// The customer's inquiries: all of them for those who see the customer in full, else those that were offered to
    /// the viewer.
    ///
    /// @param status null for every status
    /// @param cursor from the page before; null for the first
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException `NOT_FOUND` where the viewer may not know of the customer; `MALFORMED_REQUEST` when
    ///     the cursor is not one of this list
    public Page ofCustomer(
            Actor viewer, UUID customerId, @Nullable InquiryStatus status, @Nullable String cursor, int limit) {
        TenantCipher cipher = keys.cipher(viewer.tenantId());
        return transactions.read(viewer.tenantId(), () -> {
            boolean full = access.require(viewer, customerId).access() == Access.FULL;
            Query query = new Query(viewer);
            query.and("i.customer_id = ?", customerId);
            if (!full) {
                query.and(OFFERED, viewer.professionalId());
            }
            if (status != null) {
                query.and("i.status = ?", status.text());
            }
            return page(viewer, query, cipher, customerId.toString(), cursor, limit);
        });
    }

    /// What was offered to the viewer; for those who see the whole tenant, every inquiry. An offer shows that there
    /// is an inquiry and of which customer; what the viewer may see of that customer is another question.
    ///
    /// @param status null for those that wait for an answer
    /// @param cursor from the page before; null for the first
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException when the cursor is not one of this list
    public Page inbox(Actor viewer, @Nullable InquiryStatus status, @Nullable String cursor, int limit) {
        TenantCipher cipher = keys.cipher(viewer.tenantId());
        return transactions.read(viewer.tenantId(), () -> {
            Query query = new Query(viewer);
            if (!viewer.seesWholeTenant()) {
                query.and(OFFERED, viewer.professionalId());
            }
            if (status == null) {
                query.and(WAITING);
            } else {
                query.and("i.status = ?", status.text());
            }
            return page(viewer, query, cipher, "all", cursor, limit);
        });
    }

    private static final class Query {
        private final StringBuilder sql = new StringBuilder(InquiryRow.SELECT);
        private final List<@Nullable Object> values = new ArrayList<>();

        Query(Actor viewer) {
            values.add(viewer.tenantId().value());
        }

        void and(String condition, @Nullable Object... more) {
            sql.append(" and ").append(condition);
            values.addAll(Arrays.asList(more));
        }
    }

    private Page page(Actor viewer, Query query, TenantCipher cipher, String list, @Nullable String cursor, int limit) {
        if (cursor != null) {
            List<String> behind = PageCursor.open(cipher, CURSOR + list, cursor, 2);
            query.and("(i.received_at, i.id) < (?::timestamptz, ?::uuid)", behind.get(0), behind.get(1));
        }
        query.values.add(limit + 1);
        List<InquiryRow> rows = jdbc.query(query.sql + NEWEST_FIRST, InquiryRow::read, query.values.toArray());
        boolean more = rows.size() > limit;
        List<InquiryRow> page = more ? rows.subList(0, limit) : rows;
        return new Page(
                page.stream().map(row -> row.seenBy(viewer)).toList(),
                more
                        ? PageCursor.seal(
                                cipher,
                                CURSOR + list,
                                page.getLast().receivedAt().toString(),
                                page.getLast().id().toString())
                        : null);
    }
}
