package io.clientele.pii;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/// The tenants' keys, wrapped by the master key in table `tenant_key`, unwrapped here and kept in memory.
/// Thread-safe.
public final class TenantKeys {
    private static final String FIND = """
            select distinct on (purpose) purpose, version, wrapped_key from tenant_key
            where tenant_id = ? order by purpose, version desc""";
    private static final String INSERT = """
            insert into tenant_key (tenant_id, purpose, version, wrapped_key) values (?, ?, 1, ?)
            on conflict do nothing""";
    private static final String DATA = "data";
    private static final String INDEX = "index";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;
    private final MasterKey master;
    private final Map<TenantId, TenantCipher> ciphers = new ConcurrentHashMap<>();

    public TenantKeys(JdbcTemplate jdbc, TenantTransactions transactions, MasterKey master) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.master = master;
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
            return known;
        }
        TenantCipher read = transactions.read(tenantId, () -> read(tenantId));
        ciphers.put(tenantId, read);
        return read;
    }

    /// Makes the keys of a new tenant, inside the transaction that makes the tenant. Keys that exist stay.
    public void create(TenantId tenantId) {
        try {
            jdbc.update(
                    INSERT,
                    tenantId.value(),
                    DATA,
                    wrap(
                            tenantId,
                            DATA,
                            KeysetHandle.generateNew(
                                    PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get())));
            jdbc.update(
                    INSERT,
                    tenantId.value(),
                    INDEX,
                    wrap(
                            tenantId,
                            INDEX,
                            KeysetHandle.generateNew(
                                    PredefinedPrfParameters.HMAC_SHA256_PRF, RegistryConfiguration.get())));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Wrapped(String purpose, int version, byte[] key) {}

    private TenantCipher read(TenantId tenantId) {
        List<Wrapped> rows = jdbc.query(
                FIND,
                (row, n) -> new Wrapped(row.getString("purpose"), row.getInt("version"), row.getBytes("wrapped_key")),
                tenantId.value());
        Map<String, Wrapped> keys = rows.stream().collect(Collectors.toMap(Wrapped::purpose, row -> row));
        if (!keys.keySet().equals(Set.of(DATA, INDEX))) {
            throw new IllegalStateException("tenant " + tenantId + " has no keys; it was never created here");
        }
        Wrapped data = Objects.requireNonNull(keys.get(DATA));
        Wrapped index = Objects.requireNonNull(keys.get(INDEX));
        try {
            return new TenantCipher(
                    tenantId,
                    unwrap(tenantId, data).getPrimitive(RegistryConfiguration.get(), Aead.class),
                    data.version(),
                    unwrap(tenantId, index).getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        } catch (GeneralSecurityException wrongKey) {
            throw new IllegalStateException(
                    "The keys of tenant " + tenantId + " can not be unwrapped: this is not the master key that wrapped"
                            + " them.",
                    wrongKey);
        }
    }

    private byte[] wrap(TenantId tenantId, String purpose, KeysetHandle keys) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeEncryptedKeyset(
                keys, master.aead(), associated(tenantId, purpose), RegistryConfiguration.get());
    }

    private KeysetHandle unwrap(TenantId tenantId, Wrapped row) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(
                row.key(), master.aead(), associated(tenantId, row.purpose()), RegistryConfiguration.get());
    }

    private static byte[] associated(TenantId tenantId, String purpose) {
        return (tenantId + "|" + purpose).getBytes(StandardCharsets.UTF_8);
    }
}
