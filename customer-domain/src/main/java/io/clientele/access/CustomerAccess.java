package io.clientele.access;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Asks the policy about one live customer, for everything that hangs on a customer: owner, referrals, and the like.
/// Call inside a transaction of the tenant.
public final class CustomerAccess {
    private static final String FIND = """
            select c.owner_professional_id, c.version, k.wrapped_key,
                exists (select 1 from referral r
                        where r.tenant_id = c.tenant_id and r.customer_id = c.id
                          and r.to_professional_id = ?::uuid and r.status <> 'declined') as referred
            from customer c join subject_key k on k.tenant_id = c.tenant_id and k.customer_id = c.id
            where c.tenant_id = ? and c.id = ? and c.deleted_at is null and k.wrapped_key is not null""";

    private final JdbcTemplate jdbc;

    public CustomerAccess(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// A customer that the viewer may know of, or engage.
    ///
    /// @param owner null where there is none
    /// @param version of the customer
    /// @param wrappedKey to open what is encrypted under the customer's key
    /// @param access full or limited; none only for [#requireEngageable]
    public record Seen(UUID customerId, @Nullable UUID owner, long version, byte[] wrappedKey, Access access) {
        @Override
        public String toString() {
            return "Seen[customerId=" + customerId + ", access=" + access + "]";
        }
    }

    /// @throws ProblemException `NOT_FOUND` where there is no such customer, or none that the viewer may know of
    public Seen require(Actor viewer, UUID customerId) {
        return find(viewer, customerId)
                .filter(customer -> customer.access() != Access.NONE)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    /// The same for an act that engages the customer: a professional may engage whoever has no owner, seen or not
    /// (`docs/decisions/0012`). The access is then none, until `Ownership.claim` made them the owner.
    ///
    /// @throws ProblemException `NOT_FOUND`, also where somebody else is the owner
    public Seen requireEngageable(Actor viewer, UUID customerId) {
        return find(viewer, customerId)
                .filter(customer ->
                        customer.access() != Access.NONE || customer.owner() == null && viewer.professionalId() != null)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private Optional<Seen> find(Actor viewer, UUID customerId) {
        UUID professional = viewer.professionalId();
        return jdbc
                .query(
                        FIND,
                        (row, n) -> {
                            UUID owner = row.getObject("owner_professional_id", UUID.class);
                            return new Seen(
                                    customerId,
                                    owner,
                                    row.getLong("version"),
                                    row.getBytes("wrapped_key"),
                                    AccessPolicy.decide(viewer, owner, row.getBoolean("referred")));
                        },
                        professional == null ? null : professional.toString(),
                        viewer.tenantId().value(),
                        customerId)
                .stream()
                .findFirst();
    }

    /// The same for what takes the whole customer.
    ///
    /// @throws ProblemException `NOT_FOUND`, or `FORBIDDEN` where the viewer sees the customer limited
    public Seen requireFull(Actor viewer, UUID customerId) {
        Seen customer = require(viewer, customerId);
        if (customer.access() != Access.FULL) {
            throw new ProblemException(ProblemCode.FORBIDDEN);
        }
        return customer;
    }
}
