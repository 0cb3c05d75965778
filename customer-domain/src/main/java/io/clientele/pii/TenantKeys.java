package io.clientele.pii;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The tenants' keys, wrapped by the master key in table `tenant_key`, unwrapped here and kept in memory. Keys that
/// were rotated elsewhere are picked up when something comes that they wrapped, and after five minutes anyway.
/// Thread-safe.
public final class TenantKeys {
    private static final String FIND = """
            select purpose, version, wrapped_key from tenant_key where tenant_id = ? order by purpose, version""";
    private static final String INSERT = """
            insert into tenant_key (tenant_id, purpose, version, wrapped_key, master_key_id) values (?, ?, ?, ?, ?)
            on conflict do nothing""";
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final MasterKey master;
    private final KeyWrapping wrapping;
    private final Clock clock;
    private final Map<TenantId, TenantCipher> ciphers = new ConcurrentHashMap<>();

    public TenantKeys(JdbcTemplate jdbc, TenantTransactions transactions, MasterKey master, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.master = master;
        this.wrapping = new KeyWrapping(master);
        this.clock = clock;
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The tenant's cipher.
    ///
    /// @throws IllegalStateException when the tenant has no keys, or another master key wrapped them
    public TenantCipher cipher(TenantId tenantId) {
        TenantCipher known = ciphers.get(tenantId);
        if (known != null) {
            known.refreshAfter(MAX_AGE);
            return known;
        }
        TenantCipher made = new TenantCipher(tenantId, read(tenantId), () -> read(tenantId), clock);
        @Nullable TenantCipher theirs = ciphers.putIfAbsent(tenantId, made);
        return theirs == null ? made : theirs;
    }

    /// Makes the keys of a new tenant, inside the transaction that makes the tenant. Keys that exist stay.
    public void create(TenantId tenantId) {
        try {
            insert(tenantId, KeyWrapping.DATA, 1, newDataKey());
            insert(
                    tenantId,
                    KeyWrapping.INDEX,
                    1,
                    KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF, RegistryConfiguration.get()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Makes a new version of the tenant's data key, which wraps from now on. Inside a transaction of the tenant in
    /// which its key rows are locked.
    ///
    /// @param version one more than the last
    void addDataKey(TenantId tenantId, int version) throws GeneralSecurityException {
        Set<Integer> taken = read(tenantId).dataKeyIds();
        KeysetHandle fresh = newDataKey();
        while (taken.contains(fresh.getPrimary().getId())) { // one in four thousand million
            fresh = newDataKey();
        }
        insert(tenantId, KeyWrapping.DATA, version, fresh);
    }

    private static KeysetHandle newDataKey() throws GeneralSecurityException {
        return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
    }

    private void insert(TenantId tenantId, String purpose, int version, KeysetHandle keys)
            throws GeneralSecurityException {
        int primary = master.primaryId();
        byte[] wrapped = wrapping.wrap(tenantId, purpose, keys);
        jdbc.update(INSERT, tenantId.value(), purpose, version, wrapped, primary);
    }

    private record Wrapped(String purpose, int version, byte[] key) {}

    private TenantCipher.Keys read(TenantId tenantId) {
        List<Wrapped> rows = transactions.read(
                tenantId,
                () -> jdbc.query(
                        FIND,
                        (row, n) -> new Wrapped(
                                row.getString("purpose"), row.getInt("version"), row.getBytes("wrapped_key")),
                        tenantId.value()));
        KeysetHandle.Builder data = KeysetHandle.newBuilder();
        Set<Integer> dataKeyIds = new HashSet<>();
        int version = 0;
        @Nullable KeysetHandle index = null;
        try {
            for (Wrapped row : rows) {
                KeysetHandle keys = wrapping.unwrap(tenantId, row.purpose(), row.key());
                if (row.purpose().equals(KeyWrapping.INDEX)) {
                    index = keys;
                    continue;
                }
                KeysetHandle.Entry entry = keys.getPrimary();
                data.addEntry(KeysetHandle.importKey(entry.getKey())
                        .withFixedId(entry.getId())
                        .makePrimary()); // the last one stays the primary
                dataKeyIds.add(entry.getId());
                version = row.version();
            }
            if (version == 0 || index == null) {
                throw new IllegalStateException("tenant " + tenantId + " has no keys; it was never created here");
            }
            return new TenantCipher.Keys(
                    data.build().getPrimitive(RegistryConfiguration.get(), Aead.class),
                    version,
                    Set.copyOf(dataKeyIds),
                    index.getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the keys of tenant " + tenantId + " are of another kind", unusable);
        }
    }
}
