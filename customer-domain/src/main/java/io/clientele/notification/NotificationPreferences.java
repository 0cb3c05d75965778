package io.clientele.notification;

import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.Json;
import io.clientele.schemas.event.NotificationKind;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/// How the professionals of a tenant want to be told.
public final class NotificationPreferences {
    private static final String FIND = """
            select professional_id, language, time_zone, own_actions, kinds, version from notification_preference
            where tenant_id = ? and professional_id = any (?)""";
    private static final String INSERT = """
            insert into notification_preference (tenant_id, professional_id, language, time_zone, own_actions, kinds,
                                                 updated_at)
            values (?, ?, ?, ?, ?, ?::jsonb, ?)
            on conflict do nothing""";
    private static final String UPDATE = """
            update notification_preference
            set language = ?, time_zone = ?, own_actions = ?, kinds = ?::jsonb, updated_at = ?, version = version + 1
            where tenant_id = ? and professional_id = ? and version = ?""";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final Clock clock;

    public NotificationPreferences(JdbcTemplate jdbc, TenantTransactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The actor's own; the default where nothing was said yet.
    ///
    /// @throws ProblemException `FORBIDDEN` for who is no professional
    public Preferences find(Actor actor) {
        UUID professional = NotificationInbox.recipient(actor);
        return transactions.read(actor.tenantId(), () -> of(actor.tenantId(), professional));
    }

    /// Sets the actor's own, all of it.
    ///
    /// @param version that the actor read; 0 for the default
    /// @throws ProblemException `FORBIDDEN`, `STALE_VERSION`, or all field errors
    public Preferences replace(Actor actor, PreferencesDraft draft, long version) {
        UUID professional = NotificationInbox.recipient(actor);
        Preferences wanted = draft.check();
        UUID tenant = actor.tenantId().value();
        String zone = wanted.timeZone().getId();
        String kinds = new String(Json.write(wanted.kindTexts()), StandardCharsets.UTF_8);
        Timestamp now = Timestamp.from(Instant.now(clock));
        return transactions.write(actor.tenantId(), () -> {
            int changed = version == 0
                    ? jdbc.update(
                            INSERT, tenant, professional, wanted.language(), zone, wanted.ownActions(), kinds, now)
                    : jdbc.update(
                            UPDATE,
                            wanted.language(),
                            zone,
                            wanted.ownActions(),
                            kinds,
                            now,
                            tenant,
                            professional,
                            version);
            if (changed != 1) {
                throw new ProblemException(ProblemCode.STALE_VERSION);
            }
            return of(actor.tenantId(), professional);
        });
    }

    /// Those of several, the default for who has said nothing. Call inside a transaction of the tenant.
    Map<UUID, Preferences> of(TenantId tenantId, Collection<UUID> professionals) {
        Map<UUID, Preferences> all = new HashMap<>();
        professionals.forEach(each -> all.put(each, Preferences.byDefault()));
        jdbc.query(
                FIND,
                row -> {
                    all.put(row.getObject("professional_id", UUID.class), read(row));
                },
                tenantId.value(),
                professionals.toArray(UUID[]::new));
        return all;
    }

    /// Of one. Call inside a transaction of the tenant.
    Preferences of(TenantId tenantId, UUID professional) {
        return of(tenantId, java.util.List.of(professional)).getOrDefault(professional, Preferences.byDefault());
    }

    private static Preferences read(ResultSet row) throws SQLException {
        JsonNode said = Json.read(row.getString("kinds").getBytes(StandardCharsets.UTF_8));
        Map<NotificationKind, KindPreference> kinds = new EnumMap<>(NotificationKind.class);
        for (NotificationKind kind : NotificationKind.values()) {
            JsonNode one = said.path(kind.text());
            MailMode.of(one.path("email").asString(""))
                    .ifPresent(mode -> kinds.put(
                            kind, new KindPreference(one.path("in_app").asBoolean(true), mode)));
        }
        return new Preferences(
                row.getString("language"),
                ZoneId.of(row.getString("time_zone")),
                row.getBoolean("own_actions"),
                kinds,
                row.getLong("version"));
    }
}
