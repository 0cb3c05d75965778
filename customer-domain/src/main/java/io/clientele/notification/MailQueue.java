package io.clientele.notification;

import io.clientele.organisation.ProfessionalEmails;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/// The mails to send. A mail is claimed in a transaction of its own before it is handed to the server, and comes back
/// only when the server is known not to have taken it ([#again]): at most one mail for each recipient and event,
/// however many instances send and whichever of them is killed.
public final class MailQueue {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);
    private static final int MAX_ATTEMPTS = 12;

    private static final String TENANTS = "select t.id from tenants_with_due_mail(?) as t (id)";
    // Whoever holds the inbox of a recipient is the only one who puts a mail together for it.
    private static final String HOLD = """
            select i.professional_id from notification_inbox i
            where i.tenant_id = ? and exists (
                select from notification_mail m
                where m.tenant_id = i.tenant_id and m.recipient_professional_id = i.professional_id
                  and m.state = 'waiting' and m.due_at <= ?)
            limit 1 for update of i skip locked""";
    private static final String FIRST = """
            select notification_id, mode, attempts from notification_mail
            where tenant_id = ? and recipient_professional_id = ? and state = 'waiting' and due_at <= ?
            order by due_at, notification_id limit 1""";
    private static final String CLAIM = """
            update notification_mail set state = 'claimed', attempts = attempts + 1, mail_id = ?, changed_at = ?
            where tenant_id = ? and recipient_professional_id = ? and state = 'waiting' and due_at <= ?
              and (notification_id = ? or mode = ? and mode <> 'at_once')""";
    private static final String CONTENT = NotificationInbox.COLUMNS + """
            from notification n
            where tenant_id = ? and exists (
                select from notification_mail m
                where m.tenant_id = n.tenant_id and m.notification_id = n.id and m.mail_id = ? and m.state = 'claimed')
            order by position""";
    private static final String END = """
            update notification_mail set state = ?, changed_at = ?
            where tenant_id = ? and mail_id = ? and recipient_professional_id = ? and state = 'claimed'""";
    private static final String AGAIN = """
            update notification_mail set state = 'waiting', due_at = ?, changed_at = ?
            where tenant_id = ? and mail_id = ? and recipient_professional_id = ? and state = 'claimed'""";
    private static final String ABANDON = """
            update notification_mail set state = 'unknown', changed_at = ?
            where tenant_id = ? and state = 'claimed' and changed_at < ?""";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final NotificationPreferences preferences;
    private final ProfessionalEmails emails;
    private final Clock clock;

    public MailQueue(JdbcTemplate jdbc, TenantTransactions transactions, TenantKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.preferences = new NotificationPreferences(jdbc, transactions, clock);
        this.emails = new ProfessionalEmails(jdbc, keys);
        this.clock = clock;
    }

    private record First(UUID notificationId, String mode, int attempts) {}

    /// The active tenants that have mails to send now.
    public List<TenantId> tenants() {
        return jdbc.query(TENANTS, (row, n) -> new TenantId(row.getObject(1, UUID.class)), now());
    }

    /// Claims the next mail of a tenant; empty where none is due, or others are at it.
    public Optional<DueMail> claim(TenantId tenantId) {
        Timestamp now = now();
        return transactions.write(tenantId, () -> {
            List<UUID> held = jdbc.query(HOLD, (row, n) -> row.getObject(1, UUID.class), tenantId.value(), now);
            return held.isEmpty() ? Optional.empty() : claim(tenantId, held.getFirst(), now);
        });
    }

    private Optional<DueMail> claim(TenantId tenantId, UUID recipient, Timestamp now) {
        List<First> found = jdbc.query(
                FIRST,
                (row, n) -> new First(
                        row.getObject("notification_id", UUID.class), row.getString("mode"), row.getInt("attempts")),
                tenantId.value(),
                recipient,
                now);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        First first = found.getFirst();
        MailMode mode = MailMode.of(first.mode()).orElseThrow();
        UUID id = mode == MailMode.AT_ONCE ? first.notificationId() : Ids.next();
        jdbc.update(CLAIM, id, now, tenantId.value(), recipient, now, first.notificationId(), first.mode());
        return Optional.of(new DueMail(
                tenantId,
                id,
                recipient,
                emails.find(tenantId, recipient).orElse(null),
                preferences.of(tenantId, recipient),
                mode,
                first.attempts() + 1,
                jdbc.query(CONTENT, (row, n) -> NotificationInbox.read(row), tenantId.value(), id)));
    }

    /// Says what became of a mail.
    public void end(DueMail mail, MailOutcome outcome) {
        transactions.write(
                mail.tenantId(),
                () -> jdbc.update(END, outcome.text(), now(), mail.tenantId().value(), mail.id(), mail.recipient()));
    }

    /// Puts back a mail that the server is known not to have taken, for later: twice as late each time, and not for
    /// ever.
    ///
    /// @return whether it will be tried again
    public boolean again(DueMail mail) {
        if (mail.attempts() >= MAX_ATTEMPTS) {
            end(mail, MailOutcome.REFUSED);
            return false;
        }
        Duration wait = FIRST_RETRY.multipliedBy(1L << (mail.attempts() - 1));
        Instant due = Instant.now(clock).plus(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait);
        transactions.write(
                mail.tenantId(),
                () -> jdbc.update(
                        AGAIN, Timestamp.from(due), now(), mail.tenantId().value(), mail.id(), mail.recipient()));
        return true;
    }

    /// Gives up what was claimed so long ago that whoever did is gone: the server may have it.
    ///
    /// @return how many
    public int abandon(TenantId tenantId, Duration age) {
        Timestamp before = Timestamp.from(Instant.now(clock).minus(age));
        return Objects.requireNonNull(
                transactions.write(tenantId, () -> jdbc.update(ABANDON, now(), tenantId.value(), before)));
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
