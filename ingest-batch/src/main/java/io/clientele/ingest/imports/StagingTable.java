package io.clientele.ingest.imports;

import io.clientele.customer.SealedCustomer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/// The unlogged table of one import: what is valid and waits for the merge, as ciphertext. It is outside of row-level
/// security and of change capture, hence COPY may fill it; a crash of the server empties it. Every access is by the
/// job that made it, so that no statement here names the tenant.
final class StagingTable {
    private static final String CREATE = """
            create unlogged table if not exists %s (
                line bigint not null,
                id uuid not null,
                tenant_key_version integer not null,
                wrapped_key bytea not null,
                email bytea not null,
                email_index bytea not null,
                phone bytea not null,
                phone_index bytea not null,
                phone_secondary bytea,
                first_name bytea not null,
                last_name bytea not null,
                date_of_birth bytea,
                address_line1 bytea,
                address_line2 bytea,
                city bytea,
                province text,
                postal_code bytea,
                country text not null,
                preferred_contact_method text not null,
                marketing_consent boolean not null,
                newsletter_subscribed boolean not null,
                status text not null,
                source text,
                notes bytea,
                tags text[] not null,
                owner_reason bytea,
                email_cell bytea not null,
                record bytea not null
            ) with (autovacuum_enabled = false)""";
    private static final int COLUMNS = 28;
    private static final String COPY = "copy %s from stdin (format binary)";
    private static final String COUNT = "select count(*) from %s";
    private static final String EMPTY = "truncate %s";
    private static final String INDEX = "create index if not exists %s on %s (email_index, line)";
    private static final String ANALYZE = "analyze %s";
    private static final String DROP = "drop table if exists %s";

    private final JdbcTemplate jdbc;
    private final String index;
    private final String name;

    StagingTable(JdbcTemplate jdbc, UUID jobId) {
        this.jdbc = jdbc;
        String table = "import_" + jobId.toString().replace("-", "");
        this.name = "staging." + table;
        this.index = table + "_email";
    }

    /// Qualified, made of hexadecimal digits only: safe to stand in a statement.
    String name() {
        return name;
    }

    void create() {
        jdbc.execute(CREATE.formatted(name));
    }

    long count() {
        Long rows = jdbc.queryForObject(COUNT.formatted(name), Long.class);
        return rows == null ? 0 : rows;
    }

    void empty() {
        jdbc.execute(EMPTY.formatted(name));
    }

    /// Makes ready for the merge.
    void index() {
        jdbc.execute(INDEX.formatted(index, name));
        jdbc.execute(ANALYZE.formatted(name));
    }

    void drop() {
        jdbc.execute(DROP.formatted(name));
    }

    /// @return how many rows the server took
    long copy(Connection connection, List<RowOutcome.Accepted> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        BinaryCopy copy = new BinaryCopy(connection, COPY.formatted(name));
        try {
            for (RowOutcome.Accepted row : rows) {
                write(copy.row(COLUMNS), row, row.customer());
            }
            return copy.end();
        } catch (SQLException | RuntimeException failed) {
            copy.cancel();
            throw failed;
        }
    }

    private static void write(BinaryCopy copy, RowOutcome.Accepted row, SealedCustomer customer) {
        copy.int8(row.line())
                .uuid(customer.id())
                .int4(customer.tenantKeyVersion())
                .bytes(customer.wrappedKey())
                .bytes(customer.email())
                .bytes(customer.emailIndex())
                .bytes(customer.phone())
                .bytes(customer.phoneIndex())
                .bytes(customer.phoneSecondary())
                .bytes(customer.firstName())
                .bytes(customer.lastName())
                .bytes(customer.dateOfBirth())
                .bytes(customer.addressLine1())
                .bytes(customer.addressLine2())
                .bytes(customer.city())
                .text(customer.province())
                .bytes(customer.postalCode())
                .text(customer.country())
                .text(customer.preferredContactMethod())
                .bool(customer.marketingConsent())
                .bool(customer.newsletterSubscribed())
                .text(customer.status())
                .text(customer.source())
                .bytes(customer.notes())
                .texts(customer.tags())
                .bytes(row.ownerReason())
                .bytes(row.emailCell())
                .bytes(row.record());
    }
}
