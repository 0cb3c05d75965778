package io.clientele.pii;

import com.google.crypto.tink.subtle.AesSiv;
import io.clientele.tenant.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Encrypts one person's fields: AES-SIV (RFC 5297) with tenant, customer and field as associated data. It is
/// deterministic, so that an unchanged field keeps its ciphertext and change capture sees only real changes.
/// Not thread-safe.
public final class SubjectCipher {
    static final int KEY_BYTES = 64;
    private static final byte FORMAT = 1;

    private final UUID customerId;
    private final AesSiv siv;
    private final byte[] owner;
    private final Map<PiiField, byte[]> associated = new EnumMap<>(PiiField.class);

    SubjectCipher(TenantId tenantId, UUID customerId, byte[] key) throws GeneralSecurityException {
        this.customerId = customerId;
        this.siv = new AesSiv(key);
        this.owner = ByteBuffer.allocate(32)
                .putLong(tenantId.value().getMostSignificantBits())
                .putLong(tenantId.value().getLeastSignificantBits())
                .putLong(customerId.getMostSignificantBits())
                .putLong(customerId.getLeastSignificantBits())
                .array();
    }

    /// @return a format byte and the AES-SIV ciphertext: 17 bytes more than the UTF-8 form of the value
    public byte[] encrypt(PiiField field, String plain) {
        try {
            byte[] sealed = siv.encryptDeterministically(plain.getBytes(StandardCharsets.UTF_8), associated(field));
            return ByteBuffer.allocate(sealed.length + 1)
                    .put(FORMAT)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The same for a column that may be empty.
    public byte @Nullable [] encryptNullable(PiiField field, @Nullable String plain) {
        return plain == null ? null : encrypt(field, plain);
    }

    /// @throws IllegalStateException when the ciphertext was changed, or belongs to another field, customer or tenant
    public String decrypt(PiiField field, byte[] encrypted) {
        if (encrypted.length < 2 || encrypted[0] != FORMAT) {
            throw refused(field, null);
        }
        try {
            byte[] sealed = java.util.Arrays.copyOfRange(encrypted, 1, encrypted.length);
            return new String(siv.decryptDeterministically(sealed, associated(field)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException tampered) {
            throw refused(field, tampered);
        }
    }

    public @Nullable String decryptNullable(PiiField field, byte @Nullable [] encrypted) {
        return encrypted == null ? null : decrypt(field, encrypted);
    }

    private IllegalStateException refused(PiiField field, @Nullable Throwable cause) {
        return new IllegalStateException(
                "ciphertext of " + field.column() + " of customer " + customerId + " refused", cause);
    }

    private byte[] associated(PiiField field) {
        return associated.computeIfAbsent(field, f -> {
            byte[] column = f.column().getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(owner.length + column.length)
                    .put(owner)
                    .put(column)
                    .array();
        });
    }
}
