package io.clientele.letter;

import io.clientele.schemas.topic.Topic;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The dead letters that are to be sent again, for whoever sends them. One at a time takes those of a tenant; who is
/// killed between sending and committing sends them again, which changes nothing: consumers know what they have seen.
public final class RedriveQueue {
    private static final String ASKED = "select id from tenant where redrive_requested_at is not null order by id";
    private static final String SEEN = """
            select redrive_requested_at from tenant where id = ? and redrive_requested_at is not null""";
    private static final String IS_ALONE = "select pg_try_advisory_xact_lock(hashtextextended('redrive ' || ?, 0))";
    private static final String NEXT = """
            select id, topic, letter_partition, letter_offset from dead_letter
            where tenant_id = ? and status = 'redrive_requested'
            order by topic, source_partition, source_offset, consumer limit ? for update""";
    private static final String DONE = """
            update dead_letter set status = ?, redriven_at = ? where tenant_id = ? and id = ?""";
    private static final String ANSWERED = """
            update tenant set redrive_requested_at = null where id = ? and redrive_requested_at = ?""";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final Clock clock;

    public RedriveQueue(JdbcTemplate jdbc, TenantTransactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Where a letter lies in Kafka.
    ///
    /// @param topic of dead letters
    public record Place(String topic, int partition, long offset) {}

    /// What became of it.
    public enum Outcome {
        /// The broker has it on its topic again.
        SENT,
        /// Kafka no longer has it.
        GONE
    }

    /// For whom there is something to do: the platform always, and each tenant that has asked.
    public List<TenantId> waiting() {
        List<TenantId> all = new ArrayList<>(List.of(DeadLetters.PLATFORM));
        all.addAll(jdbc.query(ASKED, (row, n) -> new TenantId(row.getObject("id", UUID.class))));
        return all;
    }

    /// Sends letters of a tenant in the order of their records, in one transaction; none while another does.
    ///
    /// @param limit most letters
    /// @param send sends one; what it throws leaves all of them to be sent
    /// @return how many were decided
    public int send(TenantId tenantId, int limit, Function<Place, Outcome> send) {
        return transactions.write(tenantId, () -> {
            boolean isAlone = Boolean.TRUE.equals(jdbc.queryForObject(IS_ALONE, Boolean.class, tenantId.toString()));
            if (!isAlone) {
                return 0;
            }
            // Before the letters: who asks for more after this look is not taken for answered.
            @Nullable
            Timestamp seen =
                    jdbc.query(SEEN, (row, n) -> row.getTimestamp("redrive_requested_at"), tenantId.value()).stream()
                            .findFirst()
                            .orElse(null);
            int sent = sendAll(tenantId, limit, send);
            if (sent < limit && seen != null) {
                jdbc.update(ANSWERED, tenantId.value(), seen);
            }
            return sent;
        });
    }

    private int sendAll(TenantId tenantId, int limit, Function<Place, Outcome> send) {
        record Next(UUID id, Place place) {}
        List<Next> letters = jdbc.query(
                NEXT,
                (row, n) -> new Next(
                        row.getObject("id", UUID.class),
                        new Place(
                                row.getString("topic") + Topic.DEAD_LETTERS,
                                row.getInt("letter_partition"),
                                row.getLong("letter_offset"))),
                tenantId.value(),
                limit);
        for (Next next : letters) {
            Outcome outcome = send.apply(next.place());
            Timestamp now = Timestamp.from(Instant.now(clock));
            switch (outcome) {
                case SENT -> jdbc.update(DONE, LetterStatus.REDRIVEN.text(), now, tenantId.value(), next.id());
                case GONE -> jdbc.update(DONE, LetterStatus.EXPIRED.text(), null, tenantId.value(), next.id());
            }
        }
        return letters.size();
    }
}
