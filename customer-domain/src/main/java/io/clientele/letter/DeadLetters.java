package io.clientele.letter;

import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The dead letters of a tenant, or of the platform, for whoever decides what becomes of them. Deciding changes a row;
/// [RedriveQueue] is where it is acted upon.
public final class DeadLetters {
    /// Whose letters those are that name no tenant: the operator's. No tenant has this id.
    public static final TenantId PLATFORM = new TenantId(new UUID(0, 0));

    public static final int MAX_LIMIT = 200;

    private static final String FIND = LetterView.SELECT + " and id = ?";
    private static final String REDRIVE = """
            update dead_letter set status = 'redrive_requested', decided_at = ?, decided_by = ?
            where tenant_id = ? and status = 'waiting' and is_complete""";
    private static final String DISCARD = """
            update dead_letter set status = 'discarded', decided_at = ?, decided_by = ?, discard_reason = ?
            where tenant_id = ? and id = ? and status in ('waiting', 'expired')""";
    private static final String SIGNAL = "update tenant set redrive_requested_at = clock_timestamp() where id = ?";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final Clock clock;

    public DeadLetters(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// One page.
    ///
    /// @param next the last letter of this page, to go on behind; null where this is the last page
    public record Page(List<LetterView> letters, @Nullable UUID next) {}

    /// A letter with its record.
    ///
    /// @param content null for the platform's letters: no key of a tenant protects them; only Kafka has them
    public record Opened(LetterView letter, @Nullable LetterContent content) {}

    /// Pages of letters, those that failed first last.
    ///
    /// @param tenantId the tenant, or [#PLATFORM]
    /// @param after the last letter of the page before; null for the first page
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException `MALFORMED_REQUEST` when there is no letter `after`
    public Page page(TenantId tenantId, LetterFilter filter, @Nullable UUID after, int limit) {
        return transactions.read(tenantId, () -> {
            StringBuilder sql = new StringBuilder(LetterView.SELECT);
            List<Object> values = new ArrayList<>(List.of(tenantId.value()));
            narrow(sql, values, filter);
            if (after != null) {
                LetterView last = row(tenantId, after)
                        .orElseThrow(() -> new ProblemException(
                                ProblemCode.MALFORMED_REQUEST, "The cursor is not one that this list gave out."));
                sql.append(" and (first_failed_at, id) < (?, ?)");
                values.add(Timestamp.from(last.firstFailedAt()));
                values.add(after);
            }
            sql.append(" order by first_failed_at desc, id desc limit ?");
            values.add(limit + 1);
            List<LetterView> rows = jdbc.query(sql.toString(), LetterView::read, values.toArray());
            boolean more = rows.size() > limit;
            List<LetterView> page = more ? rows.subList(0, limit) : rows;
            return new Page(page, more ? page.getLast().deadLetterId() : null);
        });
    }

    /// @throws ProblemException `NOT_FOUND`
    public Opened find(TenantId tenantId, UUID id) {
        return transactions
                .read(
                        tenantId,
                        () -> jdbc.query(
                                FIND,
                                (row, n) -> {
                                    byte[] content = row.getBytes("content");
                                    return new Opened(
                                            LetterView.read(row, n),
                                            content == null
                                                    ? null
                                                    : LetterContent.open(keys.cipher(tenantId), id, content));
                                },
                                tenantId.value(),
                                id))
                .stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    /// Has it sent to its topic again. Asked again before that is done, it changes nothing.
    ///
    /// @param userId who decides
    /// @throws ProblemException `NOT_FOUND`; `DEAD_LETTER_CLOSED` when it does not wait, or is not complete
    public LetterView redrive(TenantId tenantId, UUID userId, UUID id) {
        return transactions.write(tenantId, () -> {
            int changed = jdbc.update(REDRIVE + " and id = ?", now(), userId, tenantId.value(), id);
            LetterView letter = require(tenantId, id);
            if (changed == 1) {
                jdbc.update(SIGNAL, tenantId.value());
            } else if (!letter.isComplete()) {
                throw closed("Kafka never had all of it: it was too large for a dead letter.");
            } else if (!letter.status().equals(LetterStatus.REDRIVE_REQUESTED.text())) {
                throw closed("It is %s.".formatted(letter.status()));
            }
            return letter;
        });
    }

    /// The same for all that wait and can be sent again.
    ///
    /// @param filter its status is of no account
    /// @return how many
    public int redriveAll(TenantId tenantId, UUID userId, LetterFilter filter) {
        StringBuilder sql = new StringBuilder(REDRIVE);
        List<Object> values = new ArrayList<>(List.of(now(), userId, tenantId.value()));
        narrow(sql, values, new LetterFilter(filter.topic(), filter.consumer(), filter.cause(), null));
        return transactions.write(tenantId, () -> {
            int changed = jdbc.update(sql.toString(), values.toArray());
            if (changed > 0) {
                jdbc.update(SIGNAL, tenantId.value());
            }
            return changed;
        });
    }

    /// Gives it up. The record stays in Kafka for as long as that keeps it, and the row as a proof.
    ///
    /// @throws ProblemException `NOT_FOUND`; `DEAD_LETTER_CLOSED` when it does not wait
    public LetterView discard(TenantId tenantId, UUID userId, UUID id, DiscardReason reason) {
        return transactions.write(tenantId, () -> {
            int changed = jdbc.update(DISCARD, now(), userId, reason.text(), tenantId.value(), id);
            LetterView letter = require(tenantId, id);
            if (changed == 0 && !letter.status().equals(LetterStatus.DISCARDED.text())) {
                throw closed("It is %s.".formatted(letter.status()));
            }
            return letter;
        });
    }

    private static void narrow(StringBuilder sql, List<Object> values, LetterFilter filter) {
        Map<String, @Nullable String> wanted = new java.util.LinkedHashMap<>();
        wanted.put("topic", filter.topic());
        wanted.put("consumer", filter.consumer());
        wanted.put("cause", filter.cause() == null ? null : filter.cause().text());
        wanted.put("status", filter.status() == null ? null : filter.status().text());
        wanted.forEach((column, value) -> {
            if (value != null) {
                sql.append(" and ").append(column).append(" = ?");
                values.add(value);
            }
        });
    }

    private java.util.Optional<LetterView> row(TenantId tenantId, UUID id) {
        return jdbc.query(FIND, LetterView::read, tenantId.value(), id).stream().findFirst();
    }

    private LetterView require(TenantId tenantId, UUID id) {
        return row(tenantId, id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private static ProblemException closed(String detail) {
        return new ProblemException(ProblemCode.DEAD_LETTER_CLOSED, detail);
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
