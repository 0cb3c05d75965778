package io.clientele.notification;

import io.clientele.schemas.event.NotificationEntry;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/// Writes notifications as their recipients prefer: into the inbox, and into the mails to send. One for each recipient
/// and event, whatever is delivered again: who holds the recipient's inbox knows what is there. A digest that comes
/// again with higher counts replaces its counts.
public final class NotificationLog {
    /// Where PostgreSQL tells who listens: `tenant id/professional id`, when something new is listed.
    public static final String CHANNEL = "clientele_notification";

    private static final String LOCK = """
            insert into notification_inbox as i (tenant_id, professional_id)
            select ?, r from unnest(?::uuid[]) as r order by r
            on conflict (tenant_id, professional_id) do update set last_position = i.last_position
            returning professional_id, last_position""";
    private static final String KNOWN = """
            select id, coalesce((facts ->> 'events')::bigint, 0) as events from notification
            where tenant_id = ? and id = any (?)""";
    private static final String WHO_ACTED = """
            select id, professional_id from operation
            where tenant_id = ? and id = any (?) and professional_id is not null""";
    private static final String MOVE = """
            update notification_inbox i set last_position = n.position
            from unnest(?::uuid[], ?::bigint[]) as n (professional_id, position)
            where i.tenant_id = ? and i.professional_id = n.professional_id""";
    private static final String TELL = "select pg_notify('" + CHANNEL + "', ? || '/' || r) from unnest(?::uuid[]) as r";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final NotificationPreferences preferences;
    private final NotificationRows rows;
    private final Clock clock;

    /// @param mails whether mails can be sent; where not, none are kept for later
    public NotificationLog(JdbcTemplate jdbc, TenantTransactions transactions, boolean mails, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.preferences = new NotificationPreferences(jdbc, transactions, clock);
        this.rows = new NotificationRows(jdbc, mails);
        this.clock = clock;
    }

    /// Writes them in one transaction, in their order.
    ///
    /// @param entries of this tenant
    /// @return how many were new
    /// @throws org.springframework.dao.DataIntegrityViolationException for a recipient that there is not
    public int append(TenantId tenantId, List<NotificationEntry> entries) {
        return entries.isEmpty() ? 0 : transactions.write(tenantId, () -> write(tenantId, latest(entries)));
    }

    private int write(TenantId tenantId, Collection<NotificationEntry> entries) {
        Set<UUID> recipients = entries.stream()
                .map(NotificationEntry::recipientProfessionalId)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<UUID, Long> positions = lock(tenantId, recipients);
        Map<UUID, Preferences> preferred = preferences.of(tenantId, recipients);
        Map<UUID, Long> known = known(tenantId, entries);
        Map<UUID, UUID> actors = actors(tenantId, entries);
        Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);

        List<NumberedEntry> created = new ArrayList<>();
        List<NumberedEntry> grown = new ArrayList<>();
        for (NotificationEntry entry : entries) {
            UUID recipient = entry.recipientProfessionalId();
            Preferences own = preferred.getOrDefault(recipient, Preferences.byDefault());
            KindPreference how = own.of(entry.kind());
            Long events = known.get(entry.id());
            boolean isOwnAct = recipient.equals(actors.get(entry.operationId()));
            boolean isToldAlready = events != null && events >= events(entry);
            if (how.isOff() || isToldAlready || isOwnAct && !own.ownActions()) {
                continue;
            }
            long position = positions.merge(recipient, 1L, Long::sum);
            (events == null ? created : grown).add(new NumberedEntry(entry, position, how, own.timeZone(), now));
        }
        rows.insert(tenantId, created);
        rows.update(tenantId, grown);
        move(tenantId, positions);
        tell(tenantId, created, grown);
        return created.size();
    }

    /// Each once, a digest with its highest counts.
    private static Collection<NotificationEntry> latest(List<NotificationEntry> entries) {
        Map<UUID, NotificationEntry> latest = new LinkedHashMap<>();
        for (NotificationEntry entry : entries) {
            latest.merge(entry.id(), entry, (one, other) -> events(other) > events(one) ? other : one);
        }
        return latest.values();
    }

    /// How many events a digest sums up; 0 for what is none.
    private static long events(NotificationEntry entry) {
        return entry.facts().path("events").asLong(0);
    }

    /// The last number that each inbox gave out. Nobody else gives any until the transaction ends.
    private Map<UUID, Long> lock(TenantId tenantId, Set<UUID> recipients) {
        Map<UUID, Long> positions = new HashMap<>();
        jdbc.query(
                LOCK,
                row -> {
                    positions.put(row.getObject("professional_id", UUID.class), row.getLong("last_position"));
                },
                tenantId.value(),
                recipients.toArray(UUID[]::new));
        return positions;
    }

    private Map<UUID, Long> known(TenantId tenantId, Collection<NotificationEntry> entries) {
        Map<UUID, Long> known = new HashMap<>();
        jdbc.query(
                KNOWN,
                row -> {
                    known.put(row.getObject("id", UUID.class), row.getLong("events"));
                },
                tenantId.value(),
                entries.stream().map(NotificationEntry::id).toArray(UUID[]::new));
        return known;
    }

    /// The professional who ran each operation.
    private Map<UUID, UUID> actors(TenantId tenantId, Collection<NotificationEntry> entries) {
        Map<UUID, UUID> actors = new HashMap<>();
        jdbc.query(
                WHO_ACTED,
                row -> {
                    actors.put(row.getObject("id", UUID.class), row.getObject("professional_id", UUID.class));
                },
                tenantId.value(),
                entries.stream().map(NotificationEntry::operationId).distinct().toArray(UUID[]::new));
        return actors;
    }

    private void move(TenantId tenantId, Map<UUID, Long> positions) {
        UUID[] recipients = positions.keySet().toArray(UUID[]::new);
        Long[] last = Stream.of(recipients).map(positions::get).toArray(Long[]::new);
        jdbc.update(MOVE, recipients, last, tenantId.value());
    }

    /// Delivered when the transaction commits, and not if it does not.
    private void tell(TenantId tenantId, List<NumberedEntry> created, List<NumberedEntry> grown) {
        Set<UUID> recipients = new TreeSet<>();
        created.stream().filter(NumberedEntry::isListed).forEach(each -> recipients.add(each.recipient()));
        grown.stream().filter(NumberedEntry::isListed).forEach(each -> recipients.add(each.recipient()));
        if (!recipients.isEmpty()) {
            jdbc.query(TELL, row -> {}, tenantId.toString(), recipients.toArray(UUID[]::new));
        }
    }
}
