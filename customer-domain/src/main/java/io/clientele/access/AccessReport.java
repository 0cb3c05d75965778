package io.clientele.access;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Who may see a customer, for admins who are asked.
public final class AccessReport {
    // Owners of before the history began are owners since the customer was created.
    private static final String PEOPLE = """
            select p.id, p.name, p.status,
                case when p.id = c.owner_professional_id then coalesce(
                    (select max(h.transferred_at) from customer_ownership_history h
                     where h.tenant_id = c.tenant_id and h.customer_id = c.id and h.new_owner_id = p.id),
                    c.created_at) end as owner_since
            from customer c join professional p on p.tenant_id = c.tenant_id
            where c.tenant_id = ? and c.id = ? and (p.id = ?::uuid or (?::uuid is null and (
                p.id = c.owner_professional_id or exists (select 1 from referral r
                    where r.tenant_id = c.tenant_id and r.customer_id = c.id and r.to_professional_id = p.id
                      and r.status <> 'declined'))))
            order by p.name""";
    private static final String REFERRALS = """
            select to_professional_id, from_professional_id, status, coalesce(decided_at, created_at) as since
            from referral where tenant_id = ? and customer_id = ? order by created_at, id""";

    private final JdbcTemplate jdbc;
    private final CustomerAccess access;
    private final TenantTransactions transactions;

    public AccessReport(JdbcTemplate jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.access = new CustomerAccess(jdbc);
        this.transactions = transactions;
    }

    private record Person(
            UUID id, String name, boolean active, @Nullable Instant ownerSince) {}

    /// What one professional may see, or, by name, everyone who may see anything; admins and services see every
    /// customer of the tenant and are not listed.
    ///
    /// @param professional null for everyone
    /// @throws ProblemException `NOT_FOUND` where there is no such customer or professional
    public List<AccessExplanation> of(Actor viewer, UUID customerId, @Nullable UUID professional) {
        return transactions.read(viewer.tenantId(), () -> {
            access.requireFull(viewer, customerId);
            Map<UUID, List<AccessExplanation.Referred>> referrals = referrals(viewer, customerId);
            String one = professional == null ? null : professional.toString();
            List<AccessExplanation> explained =
                    jdbc.query(PEOPLE, AccessReport::person, viewer.tenantId().value(), customerId, one, one).stream()
                            .map(person -> AccessExplanation.explain(
                                    viewer.tenantId(),
                                    person.id(),
                                    person.name(),
                                    person.active(),
                                    person.ownerSince(),
                                    referrals.getOrDefault(person.id(), List.of())))
                            .toList();
            if (professional != null && explained.isEmpty()) {
                throw new ProblemException(ProblemCode.NOT_FOUND);
            }
            return explained;
        });
    }

    private Map<UUID, List<AccessExplanation.Referred>> referrals(Actor viewer, UUID customerId) {
        Map<UUID, List<AccessExplanation.Referred>> referrals = new HashMap<>();
        jdbc.query(
                REFERRALS,
                row -> {
                    referrals
                            .computeIfAbsent(row.getObject("to_professional_id", UUID.class), id -> new ArrayList<>())
                            .add(new AccessExplanation.Referred(
                                    row.getString("status"),
                                    row.getTimestamp("since").toInstant(),
                                    row.getObject("from_professional_id", UUID.class)));
                },
                viewer.tenantId().value(),
                customerId);
        return referrals;
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        Timestamp since = row.getTimestamp("owner_since");
        return new Person(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("status").equals("active"),
                since == null ? null : since.toInstant());
    }
}
