package io.clientele.benchmark.imports;

import io.clientele.customer.SealedCustomer;
import io.clientele.tenant.TenantId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;

/// A row that is ready to be written, and the writers of the usual way: the same columns that our import fills.
///
/// @param line where it stands in the file
record SealedLine(int line, SealedCustomer customer) {
    private static final String INSERT_KEY = """
            insert into subject_key (tenant_id, customer_id, wrapped_key, tenant_key_version, created_at)
            values (?, ?, ?, ?, ?)""";
    private static final String INSERT_CUSTOMER = """
            insert into customer (tenant_id, id, email, email_index, phone, phone_index, phone_secondary, first_name,
                last_name, date_of_birth, address_line1, address_line2, city, province, postal_code, country,
                preferred_contact_method, marketing_consent, newsletter_subscribed, status, source, notes, tags,
                created_at, updated_at, operation_id, operation_row)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    static JdbcBatchItemWriter<SealedLine> keyWriter(DataSource dataSource, TenantId tenant, Clock clock) {
        return new JdbcBatchItemWriterBuilder<SealedLine>()
                .dataSource(dataSource)
                .sql(INSERT_KEY)
                .itemPreparedStatementSetter((row, insert) -> {
                    insert.setObject(1, tenant.value());
                    insert.setObject(2, row.customer().id());
                    insert.setBytes(3, row.customer().wrappedKey());
                    insert.setInt(4, row.customer().tenantKeyVersion());
                    insert.setTimestamp(5, Timestamp.from(Instant.now(clock)));
                })
                .build();
    }

    static JdbcBatchItemWriter<SealedLine> customerWriter(
            DataSource dataSource, TenantId tenant, UUID operation, Clock clock) {
        return new JdbcBatchItemWriterBuilder<SealedLine>()
                .dataSource(dataSource)
                .sql(INSERT_CUSTOMER)
                .itemPreparedStatementSetter((row, insert) -> set(insert, row, tenant, operation, clock))
                .build();
    }

    private static void set(PreparedStatement insert, SealedLine row, TenantId tenant, UUID operation, Clock clock)
            throws SQLException {
        SealedCustomer customer = row.customer();
        Timestamp now = Timestamp.from(Instant.now(clock));
        insert.setObject(1, tenant.value());
        insert.setObject(2, customer.id());
        insert.setBytes(3, customer.email());
        insert.setBytes(4, customer.emailIndex());
        insert.setBytes(5, customer.phone());
        insert.setBytes(6, customer.phoneIndex());
        insert.setBytes(7, customer.phoneSecondary());
        insert.setBytes(8, customer.firstName());
        insert.setBytes(9, customer.lastName());
        insert.setBytes(10, customer.dateOfBirth());
        insert.setBytes(11, customer.addressLine1());
        insert.setBytes(12, customer.addressLine2());
        insert.setBytes(13, customer.city());
        insert.setString(14, customer.province());
        insert.setBytes(15, customer.postalCode());
        insert.setString(16, customer.country());
        insert.setString(17, customer.preferredContactMethod());
        insert.setBoolean(18, customer.marketingConsent());
        insert.setBoolean(19, customer.newsletterSubscribed());
        insert.setString(20, customer.status());
        insert.setString(21, customer.source());
        insert.setBytes(22, customer.notes());
        insert.setArray(
                23, insert.getConnection().createArrayOf("text", customer.tags().toArray()));
        insert.setTimestamp(24, now);
        insert.setTimestamp(25, now);
        insert.setObject(26, operation);
        insert.setInt(27, row.line());
    }
}
