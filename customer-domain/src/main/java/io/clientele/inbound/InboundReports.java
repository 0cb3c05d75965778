package io.clientele.inbound;

import io.clientele.activity.ActivityLog;
import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.ownership.Ownership;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/// Takes what other systems report: an activity of each, and the first professional who engages a customer without an
/// owner becomes it (REQ-CM-B011). A report that was taken before changes nothing, whatever happened since.
public final class InboundReports {
    private static final String KNOWS_TENANT = "select count(*) from tenant where id = ?";
    private static final String CUSTOMERS = "select id from customer where tenant_id = ? and id = any (?)";
    private static final String PROFESSIONALS = "select id from professional where tenant_id = ? and id = any (?)";
    private static final String TAKEN =
            "select distinct id from customer_activity where tenant_id = ? and id = any (?)";
    // The lock makes others who claim wait, so that an operation is recorded only where it will change the customer.
    private static final String LOCK = """
            select c.owner_professional_id is null as ownerless, p.status = 'active' as active
            from customer c
            join subject_key k on k.tenant_id = c.tenant_id and k.customer_id = c.id and k.wrapped_key is not null
            join professional p on p.tenant_id = c.tenant_id and p.id = ?
            where c.tenant_id = ? and c.id = ? and c.deleted_at is null
            for no key update of c""";

    private final JdbcTemplate jdbc;
    private final ActivityLog log;
    private final Ownership ownership;
    private final Operations operations;
    private final TenantTransactions transactions;

    public InboundReports(
            JdbcTemplate jdbc,
            ActivityLog log,
            Ownership ownership,
            Operations operations,
            TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.log = log;
        this.ownership = ownership;
        this.operations = operations;
        this.transactions = transactions;
    }

    /// What came of a claim.
    public enum Outcome {
        /// The professional is the owner now.
        ASSIGNED,
        /// The customer has an owner, who stays.
        OWNED,
        /// The professional is inactive, and becomes nobody's owner.
        INACTIVE,
        /// The customer is deleted or erased.
        GONE
    }

    /// What came of a batch.
    ///
    /// @param logged how many reports were new
    /// @param claims how many new reports ended how
    public record Taken(int logged, Map<Outcome, Integer> claims) {
        public Taken {
            claims = Map.copyOf(claims);
        }
    }

    /// Takes reports in one transaction, those of one customer in their order.
    ///
    /// @param reports of this tenant
    /// @throws UnknownReferenceException when one of them names what is not known; then none was taken
    public Taken take(TenantId tenantId, List<InboundReport> reports) {
        return transactions.write(tenantId, () -> {
            requireKnown(tenantId, reports);
            List<InboundReport> fresh = fresh(tenantId, reports);
            Map<Outcome, Integer> claims = new LinkedHashMap<>();
            // Customers before what hangs on them, and in the same order in every transaction: those who want the same
            // ones, here or through the gateway, then wait for each other and do not deadlock.
            fresh.stream()
                    .sorted(Comparator.comparing(InboundReport::customerId))
                    .forEach(report -> claim(tenantId, report, claims));
            int logged = log.append(
                    tenantId, fresh.stream().map(InboundReport::activity).toList());
            return new Taken(logged, claims);
        });
    }

    private void requireKnown(TenantId tenantId, List<InboundReport> reports) {
        Long tenants = jdbc.queryForObject(KNOWS_TENANT, Long.class, tenantId.value());
        if (tenants == null || tenants == 0) {
            throw new UnknownReferenceException("the tenant");
        }
        UUID[] customers = customers(reports);
        if (!ids(CUSTOMERS, tenantId, customers).containsAll(List.of(customers))) {
            throw new UnknownReferenceException("the customer");
        }
        UUID[] professionals = reports.stream()
                .flatMap(report -> report.professionals().stream())
                .distinct()
                .toArray(UUID[]::new);
        if (professionals.length > 0
                && !ids(PROFESSIONALS, tenantId, professionals).containsAll(List.of(professionals))) {
            throw new UnknownReferenceException("a professional");
        }
    }

    private List<InboundReport> fresh(TenantId tenantId, List<InboundReport> reports) {
        Map<UUID, InboundReport> fresh = new LinkedHashMap<>();
        reports.forEach(report -> fresh.putIfAbsent(report.id(), report));
        UUID[] known = fresh.keySet().toArray(UUID[]::new);
        ids(TAKEN, tenantId, known).forEach(fresh::remove);
        return List.copyOf(fresh.values());
    }

    private void claim(TenantId tenantId, InboundReport report, Map<Outcome, Integer> claims) {
        InboundReport.Claim claim = report.claim();
        if (claim != null) {
            claims.merge(claim(tenantId, report, claim), 1, Integer::sum);
        }
    }

    private Outcome claim(TenantId tenantId, InboundReport report, InboundReport.Claim claim) {
        UUID professional = claim.professionalId();
        Outcome outcome = jdbc
                .query(
                        LOCK,
                        (row, n) -> !row.getBoolean("ownerless")
                                ? Outcome.OWNED
                                : row.getBoolean("active") ? Outcome.ASSIGNED : Outcome.INACTIVE,
                        professional,
                        tenantId.value(),
                        report.customerId())
                .stream()
                .findFirst()
                .orElse(Outcome.GONE);
        if (outcome == Outcome.ASSIGNED) {
            // The professional acts; a system of the tenant says so.
            Actor actor = new Actor(tenantId, professional, Role.SERVICE, professional);
            UUID operation = report.activity().operationId();
            operations.recordAs(operation, actor, OperationKind.ASSIGNMENT, 1);
            if (!ownership.claim(actor, report.customerId(), professional, claim.engagement(), operation)) {
                throw new IllegalStateException("a customer without an owner was locked and could not be claimed");
            }
        }
        return outcome;
    }

    private static UUID[] customers(List<InboundReport> reports) {
        return reports.stream().map(InboundReport::customerId).distinct().toArray(UUID[]::new);
    }

    private Set<UUID> ids(String sql, TenantId tenantId, UUID[] among) {
        return new HashSet<>(jdbc.query(sql, (row, n) -> row.getObject(1, UUID.class), tenantId.value(), among));
    }
}
