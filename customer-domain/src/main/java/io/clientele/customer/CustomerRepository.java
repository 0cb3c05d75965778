package io.clientele.customer;

import io.clientele.tenant.Command;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;

/// The tables `customer` and `subject_key`. Call inside a transaction of the tenant.
final class CustomerRepository {
    // The person's key and the row, in one statement.
    private static final String INSERT = """
            with key as (
                insert into subject_key (tenant_id, customer_id, wrapped_key, tenant_key_version, created_at)
                values (?, ?, ?, ?, ?))
            insert into customer (tenant_id, id, owner_professional_id, email, email_index, phone, phone_index,
                phone_secondary, first_name, last_name, date_of_birth, address_line1, address_line2, city, province,
                postal_code, country, preferred_contact_method, marketing_consent, newsletter_subscribed, status,
                source, notes, tags, created_at, updated_at, operation_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            update customer set email = ?, email_index = ?, phone = ?, phone_index = ?, phone_secondary = ?,
                first_name = ?, last_name = ?, date_of_birth = ?, address_line1 = ?, address_line2 = ?, city = ?,
                province = ?, postal_code = ?, country = ?, preferred_contact_method = ?, marketing_consent = ?,
                newsletter_subscribed = ?, status = ?, source = ?, notes = ?, tags = ?,
                email_verified = email_verified and email = ?, phone_verified = phone_verified and phone = ?,
                updated_at = ?, version = version + 1, operation_id = ?, operation_row = null
            where tenant_id = ? and id = ? and version = ? and deleted_at is null""";
    private static final String MARK_DELETED = """
            update customer set deleted_at = ?, updated_at = ?, version = version + 1, operation_id = ?,
                operation_row = null
            where tenant_id = ? and id = ? and version = ? and (deleted_at is null) = ?""";
    // One statement for one customer or many: the row, its key, its last activity, and whether the viewer was referred.
    static final String SELECT = """
            select c.id, c.owner_professional_id, c.email, c.phone, c.phone_secondary, c.first_name, c.last_name,
                c.date_of_birth, c.address_line1, c.address_line2, c.city, c.province, c.postal_code, c.country,
                c.preferred_contact_method, c.marketing_consent, c.newsletter_subscribed, c.status, c.email_verified,
                c.phone_verified, c.source, c.notes, c.tags, c.created_at, c.updated_at, c.version,
                k.wrapped_key, a.last_activity_at,
                exists (select 1 from referral r
                        where r.tenant_id = c.tenant_id and r.customer_id = c.id
                          and r.to_professional_id = ?::uuid and r.status <> 'declined') as referred
            from customer c
            join subject_key k on k.tenant_id = c.tenant_id and k.customer_id = c.id
            left join customer_last_activity a on a.tenant_id = c.tenant_id and a.customer_id = c.id
            where c.tenant_id = ? and k.wrapped_key is not null""";
    private static final String FIND = SELECT + " and c.id = any (?) and c.deleted_at is null";
    // PostgreSQL keeps the plan of this one; it takes an array for ten ids, and plans for those given each time.
    private static final String FIND_LIVE = SELECT + " and c.id = ? and c.deleted_at is null";
    private static final String FIND_ONE = SELECT + " and c.id = ? and (c.deleted_at is not null) = ?";

    private final JdbcTemplate jdbc;

    CustomerRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Command insertion(TenantId tenantId, SealedCustomer customer, @Nullable UUID owner, UUID operationId, Instant now) {
        Timestamp at = Timestamp.from(now);
        return Command.of(
                INSERT,
                tenantId.value(),
                customer.id(),
                customer.wrappedKey(),
                customer.tenantKeyVersion(),
                at,
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

    /// The same in one round trip.
    static List<CustomerRow> findAlone(
            TenantId tenantId, List<UUID> ids, @Nullable UUID viewer, TenantTransactions transactions) {
        boolean one = ids.size() == 1;
        return transactions.select(
                tenantId,
                one ? FIND_LIVE : FIND,
                CustomerRow::read,
                new SqlParameterValue(Types.VARCHAR, viewer == null ? null : viewer.toString()),
                tenantId.value(),
                one ? ids.getFirst() : ids.toArray(UUID[]::new));
    }

    /// The customer, live or deleted as asked for.
    Optional<CustomerRow> findOne(TenantId tenantId, UUID id, @Nullable UUID viewer, boolean deleted) {
        return jdbc
                .query(
                        FIND_ONE,
                        CustomerRow::read,
                        viewer == null ? null : viewer.toString(),
                        tenantId.value(),
                        id,
                        deleted)
                .stream()
                .findFirst();
    }

    /// Replaces every field; a changed e-mail or phone is no longer verified.
    ///
    /// @return 0 when the version is not the current one
    int update(TenantId tenantId, SealedCustomer customer, long version, UUID operationId, Instant now) {
        return jdbc.update(
                UPDATE,
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
                customer.email(),
                customer.phone(),
                Timestamp.from(now),
                operationId,
                tenantId.value(),
                customer.id(),
                version);
    }

    /// Sets or clears `deleted_at`.
    ///
    /// @return 0 when the version is not the current one, or nothing is to be done
    int markDeleted(TenantId tenantId, UUID id, long version, UUID operationId, Instant now, boolean delete) {
        Timestamp at = Timestamp.from(now);
        return jdbc.update(MARK_DELETED, delete ? at : null, at, operationId, tenantId.value(), id, version, delete);
    }
}
