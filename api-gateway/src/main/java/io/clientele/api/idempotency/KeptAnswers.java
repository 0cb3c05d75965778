package io.clientele.api.idempotency;

import io.clientele.api.request.ApiProperties;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The table `idempotency_key`. Nothing in it can be read without the tenant's keys.
@Component
public final class KeptAnswers {
    private static final String FIND = """
            select fingerprint, answer from idempotency_key where tenant_id = ? and key_hash = ? and expires_at > ?""";
    private static final String TRY_LOCK = "select pg_try_advisory_xact_lock(?)";
    private static final String KEEP = """
            insert into idempotency_key (tenant_id, key_hash, fingerprint, answer, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (tenant_id, key_hash) do update set fingerprint = excluded.fingerprint,
                answer = excluded.answer, created_at = excluded.created_at, expires_at = excluded.expires_at
            where idempotency_key.expires_at <= excluded.created_at""";
    private static final String REMOVE_EXPIRED = "select remove_expired_idempotency_keys()";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final TenantKeys keys;
    private final JsonMapper json;
    private final Duration ttl;
    private final Clock clock;

    KeptAnswers(
            JdbcTemplate jdbc,
            TenantTransactions transactions,
            TenantKeys keys,
            JsonMapper json,
            ApiProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.keys = keys;
        this.json = json;
        this.ttl = properties.idempotencyTtl();
        this.clock = clock;
    }

    /// Removes what has expired, of every tenant.
    ///
    /// @return how many answers
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    public long removeExpired() {
        @Nullable Long gone = jdbc.queryForObject(REMOVE_EXPIRED, Long.class);
        return gone == null ? 0 : gone;
    }

    TenantCipher cipher(TenantId tenantId) {
        return keys.cipher(tenantId);
    }

    /// The answer of the first time.
    ///
    /// @param fingerprint of the request that asks for it
    /// @throws ProblemException `IDEMPOTENCY_KEY_REUSED` when it was the answer to another request
    Optional<KeptAnswer> find(KeyedRequest request, byte[] fingerprint) {
        return row(request).map(row -> {
            if (!MessageDigest.isEqual(row.fingerprint(), fingerprint)) {
                throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED);
            }
            return json.readValue(
                    cipher(request.tenantId()).decrypt(associated(request), row.answer()), KeptAnswer.class);
        });
    }

    boolean isKept(KeyedRequest request) {
        return row(request).isPresent();
    }

    /// Makes this transaction the only one that works on the request, until it ends.
    ///
    /// @throws ProblemException `REQUEST_IN_PROGRESS` when another one does
    void lock(KeyedRequest request) {
        long number = ByteBuffer.wrap(request.keyHash()).getLong();
        if (!Boolean.TRUE.equals(jdbc.queryForObject(TRY_LOCK, Boolean.class, number))) {
            throw new ProblemException(ProblemCode.REQUEST_IN_PROGRESS);
        }
    }

    /// Keeps the answer in the transaction that is open.
    void keep(KeyedRequest request, byte[] fingerprint, KeptAnswer answer) {
        Instant now = Instant.now(clock);
        jdbc.update(
                KEEP,
                request.tenantId().value(),
                request.keyHash(),
                fingerprint,
                cipher(request.tenantId()).encrypt(associated(request), json.writeValueAsString(answer)),
                Timestamp.from(now),
                Timestamp.from(now.plus(ttl)));
    }

    <T> T inTransaction(KeyedRequest request, Supplier<T> work) {
        return transactions.write(request.tenantId(), work);
    }

    private record Row(byte[] fingerprint, byte[] answer) {}

    private Optional<Row> row(KeyedRequest request) {
        return transactions.read(
                request.tenantId(),
                () -> jdbc
                        .query(
                                FIND,
                                (row, n) -> new Row(row.getBytes("fingerprint"), row.getBytes("answer")),
                                request.tenantId().value(),
                                request.keyHash(),
                                Timestamp.from(Instant.now(clock)))
                        .stream()
                        .findFirst());
    }

    private static String associated(KeyedRequest request) {
        return "idempotency_key.answer|" + HexFormat.of().formatHex(request.keyHash());
    }
}
