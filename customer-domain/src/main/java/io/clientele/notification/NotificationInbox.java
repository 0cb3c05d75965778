package io.clientele.notification;

import io.clientele.pii.PageCursor;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.Json;
import io.clientele.schemas.event.NotificationKind;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// What a professional was told; everyone sees their own only.
public final class NotificationInbox {
    public static final int MAX_LIMIT = 200;
    private static final String CURSOR = "notifications";
    /// What [#read(ResultSet)] reads, up to the `from`.
    static final String COLUMNS = """
            select id, position, kind, customer_id, event_id, event_type, activity_type, operation_id, bulk, facts,
                created_at, read_at
            """;

    private static final String SELECT =
            COLUMNS + "from notification where tenant_id = ? and recipient_professional_id = ? and listed";
    private static final String AFTER = SELECT + " and position > ? order by position limit ?";
    private static final String LAST =
            "select last_position from notification_inbox where tenant_id = ? and professional_id = ?";
    private static final String UNREAD = """
            select count(*) from notification
            where tenant_id = ? and recipient_professional_id = ? and listed and read_at is null""";
    private static final String READ = """
            update notification set read_at = coalesce(read_at, ?)
            where tenant_id = ? and recipient_professional_id = ? and id = ? and listed""";
    private static final String READ_ALL = """
            update notification set read_at = ?
            where tenant_id = ? and recipient_professional_id = ? and position <= ? and read_at is null and listed""";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final Clock clock;

    public NotificationInbox(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// One page, the latest first.
    ///
    /// @param unread how many are unread in the whole inbox
    /// @param next the cursor of the page behind it; null where this is the last
    public record Page(
            List<Notification> notifications,
            long unread,
            @Nullable String next) {}

    /// The professional whose inbox the actor has.
    ///
    /// @throws ProblemException `FORBIDDEN` for who is no professional
    static UUID recipient(Actor actor) {
        UUID professional = actor.professionalId();
        if (professional == null) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "Notifications are for professionals, and this token is nobody's of them.");
        }
        return professional;
    }

    /// @param unreadOnly leaves out what was read
    /// @param kind null for all
    /// @param cursor from the page before; null for the first
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException `FORBIDDEN`, or when the cursor is not one of this tenant's
    public Page page(
            Actor actor, boolean unreadOnly, @Nullable NotificationKind kind, @Nullable String cursor, int limit) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<Object> values = new ArrayList<>(List.of(actor.tenantId().value(), recipient(actor)));
        if (unreadOnly) {
            sql.append(" and read_at is null");
        }
        if (kind != null) {
            sql.append(" and kind = ?");
            values.add(kind.text());
        }
        if (cursor != null) {
            sql.append(" and position < ?");
            values.add(Long.parseLong(PageCursor.open(keys.cipher(actor.tenantId()), CURSOR, cursor, 1)
                    .getFirst()));
        }
        sql.append(" order by position desc limit ?");
        values.add(limit + 1);
        return transactions.read(actor.tenantId(), () -> {
            List<Notification> found = jdbc.query(sql.toString(), (row, n) -> read(row), values.toArray());
            boolean more = found.size() > limit;
            List<Notification> page = more ? found.subList(0, limit) : found;
            return new Page(page, countUnread(actor), more ? seal(actor, page.getLast()) : null);
        });
    }

    /// How many are unread.
    public long unread(Actor actor) {
        recipient(actor);
        return transactions.read(actor.tenantId(), () -> countUnread(actor));
    }

    /// What came after a position, the earliest first. Whoever has all up to a position misses nothing this way.
    ///
    /// @param limit at least 1
    public List<Notification> after(Actor actor, long position, int limit) {
        return transactions.select(
                actor.tenantId(),
                AFTER,
                (row, n) -> read(row),
                actor.tenantId().value(),
                recipient(actor),
                position,
                limit);
    }

    /// The latest position that was given out; 0 where nothing came yet.
    public long lastPosition(Actor actor) {
        return transactions
                .select(
                        actor.tenantId(),
                        LAST,
                        (row, n) -> row.getLong(1),
                        actor.tenantId().value(),
                        recipient(actor))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /// Marks one as read; reading it again changes nothing.
    ///
    /// @throws ProblemException `NOT_FOUND`, also for somebody else's
    public void read(Actor actor, UUID id) {
        int changed = transactions.write(
                actor.tenantId(),
                () -> jdbc.update(READ, now(), actor.tenantId().value(), recipient(actor), id));
        if (changed != 1) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
    }

    /// Marks as read all that came up to a position, so that what came since stays unread.
    ///
    /// @param upTo null for all that there are
    /// @return how many were unread
    public int readAll(Actor actor, @Nullable Long upTo) {
        return transactions.write(
                actor.tenantId(),
                () -> jdbc.update(
                        READ_ALL,
                        now(),
                        actor.tenantId().value(),
                        recipient(actor),
                        Objects.requireNonNullElse(upTo, Long.MAX_VALUE)));
    }

    private long countUnread(Actor actor) {
        return Objects.requireNonNull(
                jdbc.queryForObject(UNREAD, Long.class, actor.tenantId().value(), recipient(actor)));
    }

    private String seal(Actor actor, Notification last) {
        return PageCursor.seal(keys.cipher(actor.tenantId()), CURSOR, Long.toString(last.position()));
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }

    static Notification read(ResultSet row) throws SQLException {
        Timestamp readAt = row.getTimestamp("read_at");
        return new Notification(
                row.getObject("id", UUID.class),
                row.getLong("position"),
                row.getString("kind"),
                row.getObject("customer_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                row.getString("activity_type"),
                row.getObject("operation_id", UUID.class),
                row.getBoolean("bulk"),
                Json.read(row.getString("facts").getBytes(StandardCharsets.UTF_8)),
                row.getTimestamp("created_at").toInstant(),
                readAt == null ? null : readAt.toInstant());
    }
}
