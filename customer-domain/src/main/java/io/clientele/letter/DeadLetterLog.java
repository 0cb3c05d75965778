package io.clientele.letter;

import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The table `dead_letter`, for whoever reads Kafka.
public final class DeadLetterLog {
    private static final String IS_KNOWN =
            "select exists (select from tenant_key where tenant_id = ? and purpose = 'data')";
    /// Attempts only grow, so that a letter that is read again changes nothing, and one that failed again waits again.
    private static final String PUT = """
            insert into dead_letter as l (tenant_id, id, topic, source_partition, source_offset, consumer, cause, reason,
                record_key, content, value_bytes, is_complete, letter_partition, letter_offset, attempts,
                first_failed_at, failed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (tenant_id, id) do update set cause = excluded.cause, reason = excluded.reason,
                content = excluded.content, letter_partition = excluded.letter_partition,
                letter_offset = excluded.letter_offset, attempts = excluded.attempts, failed_at = excluded.failed_at,
                status = 'waiting'
            where l.attempts < excluded.attempts""";
    private static final String WAITING = "select waiting_dead_letters()";

    private final JdbcTemplate jdbc;
    private final TenantKeys keys;
    private final TenantTransactions transactions;

    public DeadLetterLog(JdbcTemplate jdbc, TenantKeys keys, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.transactions = transactions;
    }

    /// Puts letters into the table. Those that are there already change nothing.
    ///
    /// @param named the tenant that the records name; where there is none of that id they are the platform's
    /// @return how many were new, or failed again
    public int put(TenantId named, List<NewLetter> letters) {
        boolean isKnown = Objects.requireNonNull(
                transactions.read(named, () -> jdbc.queryForObject(IS_KNOWN, Boolean.class, named.value())));
        TenantId tenantId = isKnown ? named : DeadLetters.PLATFORM;
        TenantCipher cipher = isKnown ? keys.cipher(tenantId) : null;
        return transactions.write(
                tenantId,
                () -> letters.stream()
                        .mapToInt(letter -> put(tenantId, cipher, letter))
                        .sum());
    }

    /// How many letters of anyone wait for a decision.
    public long waiting() {
        return Objects.requireNonNullElse(jdbc.queryForObject(WAITING, Long.class), 0L);
    }

    private int put(TenantId tenantId, @Nullable TenantCipher cipher, NewLetter each) {
        Timestamp failedAt = Timestamp.from(each.failedAt());
        return jdbc.update(
                PUT,
                tenantId.value(),
                each.id(),
                each.letter().topic(),
                each.letter().partition(),
                each.letter().offset(),
                each.consumer(),
                each.letter().failure().cause().text(),
                each.reason(),
                each.key(),
                cipher == null ? null : LetterContent.seal(cipher, each.id(), each.letter()),
                each.letter().valueBytes(),
                each.letter().isComplete(),
                each.partition(),
                each.offset(),
                each.letter().redriven() + 1,
                failedAt,
                failedAt);
    }
}
