package io.clientele.pii;

import com.google.crypto.tink.KeysetHandle;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/// New master and tenant keys while everything runs. Only key rows are written, never a customer's: a new master key
/// wraps the tenants' keys anew, a new tenant key wraps the persons' keys anew. Index keys stay, because every blind
/// index and search token depends on them. Every step may be repeated; one that broke off is finished by the next.
/// Thread-safe.
public final class KeyRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final String TENANTS = "select id from tenant where id > ? order by id limit 500";
    // One rotation at a time in the whole platform; the number means nothing.
    private static final String LOCK = "select pg_advisory_xact_lock(7021853461)";
    private static final String TENANT_ROWS = """
            select purpose, version, wrapped_key, master_key_id from tenant_key where tenant_id = ?
            order by purpose, version for update""";
    private static final String REWRAP_TENANT_ROW = """
            update tenant_key set wrapped_key = ?, master_key_id = ?
            where tenant_id = ? and purpose = ? and version = ?""";
    private static final String VERSION =
            "select max(version) from tenant_key where tenant_id = ? and purpose = 'data'";
    private static final String OTHER_MASTER = """
            select count(*) from tenant_key where tenant_id = ? and master_key_id is distinct from ?""";
    private static final String BEHIND = """
            select count(*) from subject_key
            where tenant_id = ? and wrapped_key is not null and tenant_key_version < ?""";
    private static final String BEHIND_ROWS = """
            select customer_id, wrapped_key from subject_key
            where tenant_id = ? and wrapped_key is not null and tenant_key_version < ?
              and customer_id > ?
            order by customer_id limit ? for update skip locked""";
    private static final String REWRAP_SUBJECT = """
            update subject_key set wrapped_key = ?, tenant_key_version = ? where tenant_id = ? and customer_id = ?""";
    private static final int CHUNK = 1000;
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final MasterKey master;
    private final TenantKeys keys;
    private final KeyWrapping wrapping;

    public KeyRotation(JdbcTemplate jdbc, TenantTransactions transactions, MasterKey master, TenantKeys keys) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.master = master;
        this.keys = keys;
        this.wrapping = new KeyWrapping(master);
    }

    /// The master key's state.
    ///
    /// @param primary id of the key that wraps
    /// @param keys ids of all keys in the file
    /// @param tenantsBehind how many tenants have keys that another key than the primary one wrapped
    public record MasterStatus(long primary, List<Long> keys, int tenantsBehind) {}

    /// A tenant's state.
    ///
    /// @param version of the data key that wraps
    /// @param subjectsBehind how many persons' keys an earlier version wrapped
    public record TenantStatus(int version, long subjectsBehind) {}

    /// How the master key stands; reads its file anew.
    public MasterStatus masterStatus() {
        master.reload();
        int primary = master.primaryId();
        int behind = 0;
        for (List<UUID> page = tenants(FIRST); !page.isEmpty(); page = tenants(page.getLast())) {
            for (UUID id : page) {
                behind += isBehind(new TenantId(id), primary) ? 1 : 0;
            }
        }
        return new MasterStatus(
                Integer.toUnsignedLong(primary),
                master.ids().stream().map(Integer::toUnsignedLong).toList(),
                behind);
    }

    /// How the tenant's data key stands.
    public TenantStatus tenantStatus(TenantId tenantId) {
        return transactions.read(tenantId, () -> {
            int version = version(tenantId);
            return new TenantStatus(
                    version,
                    Objects.requireNonNull(jdbc.queryForObject(BEHIND, Long.class, tenantId.value(), version)));
        });
    }

    /// Adds a new primary key to the master key's file and wraps all tenants' keys with it.
    ///
    /// @throws ProblemException `MASTER_KEY_UNWRITABLE` when the file can not be written; then nothing has changed
    public MasterStatus rotateMaster() {
        transactions.write(new TenantId(FIRST), () -> {
            jdbc.query(LOCK, row -> {});
            try {
                master.rotate();
            } catch (UncheckedIOException unwritable) {
                LOG.warn("the master key was not rotated: {}", unwritable.getMessage());
                throw new ProblemException(ProblemCode.MASTER_KEY_UNWRITABLE);
            }
            return true;
        });
        LOG.info("the master key was rotated: key {} wraps now", Integer.toUnsignedLong(master.primaryId()));
        return rewrapTenants();
    }

    /// Wraps all tenants' keys with the primary key of the master key's file: after the file was changed by hand.
    public MasterStatus rewrapTenants() {
        master.reload();
        int rewrapped = 0;
        for (List<UUID> page = tenants(FIRST); !page.isEmpty(); page = tenants(page.getLast())) {
            for (UUID id : page) {
                TenantId tenantId = new TenantId(id);
                rewrapped += transactions.write(tenantId, () -> rewrapTenant(tenantId));
            }
        }
        LOG.info("{} tenant keys were wrapped anew", rewrapped);
        return masterStatus();
    }

    /// Makes a new version of the tenant's data key. It wraps the keys of new persons at once, in other processes
    /// within five minutes; [#rewrapSubjects] brings the others up.
    public TenantStatus rotateTenant(TenantId tenantId) {
        transactions.write(tenantId, () -> {
            jdbc.query(TENANT_ROWS, row -> {}, tenantId.value());
            try {
                keys.addDataKey(tenantId, version(tenantId) + 1);
                return true;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        LOG.info("the data key of tenant {} was rotated", tenantId);
        keys.cipher(tenantId).refreshAfter(Duration.ZERO);
        return tenantStatus(tenantId);
    }

    /// Wraps persons' keys of earlier versions with the current one.
    ///
    /// @param limit about how many at most
    public TenantStatus rewrapSubjects(TenantId tenantId, int limit) {
        TenantCipher cipher = keys.cipher(tenantId);
        cipher.refreshAfter(Duration.ZERO);
        int done = 0;
        List<Behind> chunk = transactions.write(tenantId, () -> rewrapChunk(tenantId, cipher, FIRST));
        while (!chunk.isEmpty()) {
            done += chunk.size();
            UUID last = chunk.getLast().customerId();
            chunk = done >= limit ? List.of() : transactions.write(tenantId, () -> rewrapChunk(tenantId, cipher, last));
        }
        return tenantStatus(tenantId);
    }

    private record Behind(UUID customerId, byte[] wrapped) {}

    private List<Behind> rewrapChunk(TenantId tenantId, TenantCipher cipher, UUID after) {
        List<Behind> rows = jdbc.query(
                BEHIND_ROWS,
                (row, n) -> new Behind(row.getObject("customer_id", UUID.class), row.getBytes("wrapped_key")),
                tenantId.value(),
                cipher.version(),
                after,
                CHUNK);
        jdbc.batchUpdate(
                REWRAP_SUBJECT,
                rows.stream()
                        .map(row -> {
                            TenantCipher.WrappedSubject anew = cipher.rewrap(row.customerId(), row.wrapped());
                            return new Object[] {
                                anew.wrapped(), anew.tenantKeyVersion(), tenantId.value(), row.customerId()
                            };
                        })
                        .toList());
        return rows;
    }

    private record TenantRow(String purpose, int version, byte[] wrapped, int masterKeyId, boolean isKnown) {}

    private int rewrapTenant(TenantId tenantId) {
        int primary = master.primaryId();
        List<TenantRow> rows = jdbc.query(
                TENANT_ROWS,
                (row, n) -> new TenantRow(
                        row.getString("purpose"),
                        row.getInt("version"),
                        row.getBytes("wrapped_key"),
                        row.getInt("master_key_id"),
                        row.getObject("master_key_id") != null),
                tenantId.value());
        int rewrapped = 0;
        for (TenantRow row : rows) {
            if (row.isKnown() && row.masterKeyId() == primary) {
                continue;
            }
            try {
                KeysetHandle handle = wrapping.unwrap(tenantId, row.purpose(), row.wrapped());
                byte[] anew = wrapping.wrap(tenantId, row.purpose(), handle);
                rewrapped +=
                        jdbc.update(REWRAP_TENANT_ROW, anew, primary, tenantId.value(), row.purpose(), row.version());
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return rewrapped;
    }

    private boolean isBehind(TenantId tenantId, int primary) {
        Long others = transactions.read(
                tenantId, () -> jdbc.queryForObject(OTHER_MASTER, Long.class, tenantId.value(), primary));
        return others != null && others > 0;
    }

    private int version(TenantId tenantId) {
        Integer version = jdbc.queryForObject(VERSION, Integer.class, tenantId.value());
        if (version == null) {
            throw new IllegalStateException("tenant " + tenantId + " has no keys; it was never created here");
        }
        return version;
    }

    private List<UUID> tenants(UUID after) {
        return jdbc.query(TENANTS, (row, n) -> row.getObject("id", UUID.class), after);
    }
}
