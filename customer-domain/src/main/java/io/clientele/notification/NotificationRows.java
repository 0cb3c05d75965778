package io.clientele.notification;

import io.clientele.schemas.event.NotificationEntry;
import io.clientele.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The rows of notifications and of the mails about them. Call inside a transaction of the tenant that holds the
/// inboxes.
final class NotificationRows {
    private static final String INSERT = """
            insert into notification (tenant_id, id, recipient_professional_id, event_id, kind, customer_id, event_type,
                activity_type, operation_id, bulk, actor_id, facts, created_at, updated_at, listed, position)
            select ?, u.id, u.recipient, u.event_id, u.kind, u.customer_id, u.event_type, u.activity_type, u.operation_id,
                u.bulk, u.actor_id, u.facts::jsonb, u.created_at::timestamptz, u.updated_at::timestamptz, u.listed,
                u.position
            from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::uuid[],
                ?::boolean[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::bigint[])
                as u (id, recipient, event_id, kind, customer_id, event_type, activity_type, operation_id, bulk, actor_id,
                    facts, created_at, updated_at, listed, position)""";
    // It says more than what may have been read: unread again.
    private static final String UPDATE = """
            update notification n
            set facts = u.facts::jsonb, position = u.position, updated_at = u.updated_at::timestamptz, read_at = null
            from unnest(?::uuid[], ?::text[], ?::bigint[], ?::text[]) as u (id, facts, position, updated_at)
            where n.tenant_id = ? and n.id = u.id""";
    private static final String INSERT_MAILS = """
            insert into notification_mail (tenant_id, notification_id, recipient_professional_id, mode, due_at, changed_at)
            select ?, u.id, u.recipient, u.mode, u.due_at::timestamptz, u.changed_at::timestamptz
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[])
                as u (id, recipient, mode, due_at, changed_at)""";

    private final JdbcTemplate jdbc;
    private final boolean mails;

    /// @param mails whether rows of mails are wanted
    NotificationRows(JdbcTemplate jdbc, boolean mails) {
        this.jdbc = jdbc;
        this.mails = mails;
    }

    /// New ones, and the mails about them.
    void insert(TenantId tenantId, List<NumberedEntry> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.update(
                INSERT,
                tenantId.value(),
                array(rows, UUID[]::new, each -> each.entry().id()),
                array(rows, UUID[]::new, NumberedEntry::recipient),
                array(rows, UUID[]::new, each -> each.entry().eventId()),
                array(rows, String[]::new, each -> each.entry().kind().text()),
                array(rows, UUID[]::new, each -> each.entry().customerId()),
                array(rows, String[]::new, each -> each.entry().eventType()),
                array(rows, String[]::new, each -> each.entry().activityType()),
                array(rows, UUID[]::new, each -> each.entry().operationId()),
                array(rows, Boolean[]::new, each -> each.entry().bulk()),
                array(rows, UUID[]::new, each -> each.entry().actorId()),
                array(rows, String[]::new, each -> facts(each.entry())),
                array(rows, String[]::new, each -> text(each.entry().createdAt())),
                array(rows, String[]::new, each -> text(each.at())),
                array(rows, Boolean[]::new, NumberedEntry::isListed),
                array(rows, Long[]::new, NumberedEntry::position));
        List<NumberedEntry> mailed =
                rows.stream().filter(each -> mails && each.isMailed()).toList();
        if (!mailed.isEmpty()) {
            jdbc.update(
                    INSERT_MAILS,
                    tenantId.value(),
                    array(mailed, UUID[]::new, each -> each.entry().id()),
                    array(mailed, UUID[]::new, NumberedEntry::recipient),
                    array(mailed, String[]::new, each -> each.how().mode().text()),
                    array(mailed, String[]::new, each -> text(each.mailDueAt())),
                    array(mailed, String[]::new, each -> text(each.at())));
        }
    }

    /// Digests whose counts grew: to the front of the inbox again, without another mail.
    void update(TenantId tenantId, List<NumberedEntry> rows) {
        if (!rows.isEmpty()) {
            jdbc.update(
                    UPDATE,
                    array(rows, UUID[]::new, each -> each.entry().id()),
                    array(rows, String[]::new, each -> facts(each.entry())),
                    array(rows, Long[]::new, NumberedEntry::position),
                    array(rows, String[]::new, each -> text(each.at())),
                    tenantId.value());
        }
    }

    private static String facts(NotificationEntry entry) {
        return entry.facts().toString();
    }

    private static String text(Instant at) {
        return at.toString();
    }

    private static <T> Object array(
            List<NumberedEntry> rows, IntFunction<T[]> make, Function<NumberedEntry, @Nullable T> value) {
        @Nullable T[] values = make.apply(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return values;
    }
}
