package io.clientele.organisation;

import io.clientele.contact.EmailAddress;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/// Where professionals are written to, for who writes to them. Call inside a transaction of the tenant.
public final class ProfessionalEmails {
    private static final String FIND =
            "select email from professional where tenant_id = ? and id = ? and status = 'active' and email is not null";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;

    public ProfessionalEmails(JdbcTemplate jdbc, TenantKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /// The address of an active professional; empty where there is none.
    public Optional<EmailAddress> find(TenantId tenantId, UUID professional) {
        return jdbc.query(FIND, (row, n) -> row.getBytes(1), tenantId.value(), professional).stream()
                .filter(Objects::nonNull)
                .findFirst()
                .map(ciphertext -> new EmailAddress(
                        keys.cipher(tenantId).decrypt(Professionals.emailContext(professional), ciphertext)));
    }
}
