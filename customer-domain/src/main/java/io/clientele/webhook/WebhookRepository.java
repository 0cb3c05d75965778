package io.clientele.webhook;

import io.clientele.pii.TenantCipher;
import io.clientele.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/// The table `webhook_endpoint`, for those who change endpoints. Call inside a transaction of the tenant. What is
/// deleted is not there any more.
final class WebhookRepository {
    private static final String SELECT = """
            select id, url, event_types, description, status, disabled_reason, disabled_at, failing_since, created_at,
                updated_at, version
            from webhook_endpoint where tenant_id = ? and status <> 'deleted'""";
    private static final String LIST = SELECT + " order by created_at, id";
    private static final String FIND = SELECT + " and id = ?";
    private static final String COUNT =
            "select count(*) from webhook_endpoint where tenant_id = ? and status <> 'deleted'";
    private static final String INSERT = """
            insert into webhook_endpoint (tenant_id, id, url, description, secrets, event_types, status, disabled_reason,
                disabled_at, active_since, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    /// An endpoint that becomes active starts with what happens from then on, and has not failed yet.
    private static final String UPDATE = """
            update webhook_endpoint set url = ?, description = ?, event_types = ?, status = ?,
                disabled_reason = case when ? = 'active' then null when status = 'active' then 'admin'
                    else disabled_reason end,
                disabled_at = case when ? = 'active' then null when status = 'active' then ? else disabled_at end,
                active_since = case when ? = 'active' and status <> 'active' then ? else active_since end,
                failing_since = case when ? = 'active' and status <> 'active' then null else failing_since end,
                updated_at = ?, version = version + 1
            where tenant_id = ? and id = ? and version = ? and status <> 'deleted'""";
    private static final String DELETE = """
            update webhook_endpoint set status = 'deleted', url = null, description = null, secrets = null,
                disabled_reason = null, disabled_at = null, updated_at = ?, version = version + 1
            where tenant_id = ? and id = ? and version = ? and status <> 'deleted'""";
    private static final String LOCK_SECRETS = """
            select secrets from webhook_endpoint where tenant_id = ? and id = ? and status <> 'deleted'
            for no key update""";
    private static final String SET_SECRETS = """
            update webhook_endpoint set secrets = ?, updated_at = ?, version = version + 1
            where tenant_id = ? and id = ?""";

    private final JdbcTemplate jdbc;

    WebhookRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Webhook> list(TenantId tenantId, TenantCipher cipher) {
        return jdbc.query(LIST, row(cipher), tenantId.value());
    }

    Optional<Webhook> find(TenantId tenantId, TenantCipher cipher, UUID id) {
        return jdbc.query(FIND, row(cipher), tenantId.value(), id).stream().findFirst();
    }

    int count(TenantId tenantId) {
        Integer count = jdbc.queryForObject(COUNT, Integer.class, tenantId.value());
        return count == null ? 0 : count;
    }

    void insert(
            TenantId tenantId, TenantCipher cipher, UUID id, WebhookDraft.Checked draft, byte[] secrets, Instant at) {
        SealedWebhook sealed = SealedWebhook.of(cipher, id, draft.url(), draft.description());
        Timestamp now = Timestamp.from(at);
        boolean isDisabled = draft.status() == WebhookStatus.DISABLED;
        jdbc.update(
                INSERT,
                tenantId.value(),
                id,
                sealed.url(),
                sealed.description(),
                secrets,
                draft.eventTypes().toArray(String[]::new),
                draft.status().text(),
                isDisabled ? "admin" : null,
                isDisabled ? now : null,
                now,
                now,
                now);
    }

    /// @return false when the version is not the current one
    boolean update(
            TenantId tenantId, TenantCipher cipher, UUID id, long version, WebhookDraft.Checked draft, Instant at) {
        SealedWebhook sealed = SealedWebhook.of(cipher, id, draft.url(), draft.description());
        String status = draft.status().text();
        Timestamp now = Timestamp.from(at);
        return jdbc.update(
                        UPDATE,
                        sealed.url(),
                        sealed.description(),
                        draft.eventTypes().toArray(String[]::new),
                        status,
                        status,
                        status,
                        now,
                        status,
                        now,
                        status,
                        now,
                        tenantId.value(),
                        id,
                        version)
                == 1;
    }

    /// @return false when the version is not the current one
    boolean delete(TenantId tenantId, UUID id, long version, Instant at) {
        return jdbc.update(DELETE, Timestamp.from(at), tenantId.value(), id, version) == 1;
    }

    /// The encrypted secrets, which nobody else changes until the transaction ends.
    Optional<byte[]> lockSecrets(TenantId tenantId, UUID id) {
        return jdbc.query(LOCK_SECRETS, (row, n) -> row.getBytes("secrets"), tenantId.value(), id).stream()
                .findFirst();
    }

    void setSecrets(TenantId tenantId, UUID id, byte[] secrets, Instant at) {
        jdbc.update(SET_SECRETS, secrets, Timestamp.from(at), tenantId.value(), id);
    }

    private static RowMapper<Webhook> row(TenantCipher cipher) {
        return (row, n) -> {
            UUID id = row.getObject("id", UUID.class);
            return new Webhook(
                    id,
                    SealedWebhook.url(cipher, id, row.getBytes("url")),
                    List.of((String[]) row.getArray("event_types").getArray()),
                    SealedWebhook.description(cipher, id, row.getBytes("description")),
                    row.getString("status"),
                    row.getString("disabled_reason"),
                    instant(row, "disabled_at"),
                    instant(row, "failing_since"),
                    row.getTimestamp("created_at").toInstant(),
                    row.getTimestamp("updated_at").toInstant(),
                    row.getLong("version"));
        };
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
