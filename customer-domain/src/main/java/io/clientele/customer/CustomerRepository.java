package io.clientele.customer;

import io.clientele.tenant.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The tables `customer` and `subject_key`. Call inside a transaction of the tenant.
final class CustomerRepository {
    private static final String INSERT_KEY = """
            insert into subject_key (tenant_id, customer_id, wrapped_key, tenant_key_version, created_at)
            values (?, ?, ?, ?, ?)""";
    private static final String INSERT = """
            insert into customer (tenant_id, id, owner_professional_id, email, email_index, phone, phone_index,
                phone_secondary, first_name, last_name, date_of_birth, address_line1, address_line2, city, province,
                postal_code, country, preferred_contact_method, marketing_consent, newsletter_subscribed, status,
                source, notes, tags, created_at, updated_at, operation_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    // One statement for one customer or many: the row, its key, its last activity, and whether the viewer was referred.
    private static final String FIND = """
            select c.*, k.wrapped_key, a.last_activity_at,
                exists (select 1 from referral r
                        where r.tenant_id = c.tenant_id and r.customer_id = c.id
                          and r.to_professional_id = ?::uuid and r.status <> 'declined') as referred
            from customer c
            join subject_key k on k.tenant_id = c.tenant_id and k.customer_id = c.id
            left join customer_last_activity a on a.tenant_id = c.tenant_id and a.customer_id = c.id
            where c.tenant_id = ? and c.id = any (?) and c.deleted_at is null and k.wrapped_key is not null""";

    private final JdbcTemplate jdbc;

    CustomerRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TenantId tenantId, SealedCustomer customer, @Nullable UUID owner, UUID operationId, Instant now) {
        Timestamp at = Timestamp.from(now);
        jdbc.update(
                INSERT_KEY, tenantId.value(), customer.id(), customer.wrappedKey(), customer.tenantKeyVersion(), at);
        jdbc.update(
                INSERT,
                tenantId.value(),
                customer.id(),
                owner,
                customer.email(),
                customer.emailIndex(),
                customer.phone(),
                customer.phoneIndex(),
                customer.phoneSecondary(),
                customer.firstName(),
                customer.lastName(),
                customer.dateOfBirth(),
                customer.addressLine1(),
                customer.addressLine2(),
                customer.city(),
                customer.province(),
                customer.postalCode(),
                customer.country(),
                customer.preferredContactMethod(),
                customer.marketingConsent(),
                customer.newsletterSubscribed(),
                customer.status(),
                customer.source(),
                customer.notes(),
                customer.tags().toArray(String[]::new),
                at,
                at,
                operationId);
    }

    /// The live customers of these ids, in no order.
    ///
    /// @param viewer the professional who asks; null for those who are none
    List<CustomerRow> find(TenantId tenantId, List<UUID> ids, @Nullable UUID viewer) {
        return jdbc.query(
                FIND,
                CustomerRow::read,
                viewer == null ? null : viewer.toString(),
                tenantId.value(),
                ids.toArray(UUID[]::new));
    }
}
