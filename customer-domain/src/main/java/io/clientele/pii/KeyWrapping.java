package io.clientele.pii;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import io.clientele.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/// A tenant's keys as they stand in `tenant_key`: wrapped by the master key, bound to the tenant and their purpose.
final class KeyWrapping {
    static final String DATA = "data";
    static final String INDEX = "index";

    private final MasterKey master;

    KeyWrapping(MasterKey master) {
        this.master = master;
    }

    byte[] wrap(TenantId tenantId, String purpose, KeysetHandle keys) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeEncryptedKeyset(
                keys, master.aead(), associated(tenantId, purpose), RegistryConfiguration.get());
    }

    /// Unwraps; where no key of the master's fits, looks first whether its file has a new one.
    ///
    /// @throws IllegalStateException when another master key wrapped them, or they are another tenant's
    KeysetHandle unwrap(TenantId tenantId, String purpose, byte[] wrapped) {
        try {
            return tryUnwrap(tenantId, purpose, wrapped);
        } catch (GeneralSecurityException unknownKey) {
            master.reload();
        }
        try {
            return tryUnwrap(tenantId, purpose, wrapped);
        } catch (GeneralSecurityException wrongKey) {
            throw new IllegalStateException(
                    "The keys of tenant " + tenantId + " can not be unwrapped: this is not the master key that wrapped"
                            + " them.",
                    wrongKey);
        }
    }

    private KeysetHandle tryUnwrap(TenantId tenantId, String purpose, byte[] wrapped) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(
                wrapped, master.aead(), associated(tenantId, purpose), RegistryConfiguration.get());
    }

    private static byte[] associated(TenantId tenantId, String purpose) {
        return (tenantId + "|" + purpose).getBytes(StandardCharsets.UTF_8);
    }
}
