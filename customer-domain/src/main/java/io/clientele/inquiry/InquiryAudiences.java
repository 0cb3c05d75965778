package io.clientele.inquiry;

import io.clientele.organisation.Tenant;
import io.clientele.organisation.Tenants;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Who is to hear of an inquiry, as the tables say at this moment.
public final class InquiryAudiences {
    private static final String FIND = """
            select case when o.status = 'active' then o.id end as owner,
                array(select p.id from professional p
                      where p.tenant_id = c.tenant_id and p.id = any (?) and p.status = 'active'
                      order by p.id) as named,
                array(select p.id from referral r
                      join professional p on p.tenant_id = r.tenant_id and p.id = r.to_professional_id
                      where r.tenant_id = c.tenant_id and r.customer_id = c.id and r.status <> 'declined'
                        and p.status = 'active'
                      order by p.id) as referred
            from customer c
            join subject_key k on k.tenant_id = c.tenant_id and k.customer_id = c.id and k.wrapped_key is not null
            left join professional o on o.tenant_id = c.tenant_id and o.id = c.owner_professional_id
            where c.tenant_id = ? and c.id = ? and c.deleted_at is null""";

    private final JdbcTemplate jdbc;
    private final Tenants tenants;
    private final TenantTransactions transactions;

    public InquiryAudiences(JdbcTemplate jdbc, Tenants tenants, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.tenants = tenants;
        this.transactions = transactions;
    }

    /// @param named whom the inquiry names; professionals that are unknown or inactive are left out
    /// @return empty where there is no such tenant or customer, or the customer is deleted or erased
    public Optional<Audience> find(TenantId tenantId, UUID customerId, List<UUID> named) {
        @Nullable Tenant tenant = tenants.find(tenantId).orElse(null);
        if (tenant == null) {
            return Optional.empty();
        }
        Duration window = Duration.ofMinutes(tenant.settings().inquiryWindowMinutes());
        return transactions.read(
                tenantId,
                () -> jdbc
                        .query(
                                FIND,
                                (row, n) -> audience(row, window),
                                named.toArray(UUID[]::new),
                                tenantId.value(),
                                customerId)
                        .stream()
                        .findFirst());
    }

    private static Audience audience(ResultSet row, Duration window) throws SQLException {
        List<UUID> named = InquiryRow.ids(row, "named");
        return new Audience(
                row.getObject("owner", UUID.class), named.isEmpty() ? InquiryRow.ids(row, "referred") : named, window);
    }
}
