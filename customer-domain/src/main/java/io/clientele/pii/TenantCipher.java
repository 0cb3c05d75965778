package io.clientele.pii;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.subtle.Random;
import io.clientele.tenant.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;

/// What can be done with one tenant's keys. Thread-safe.
public final class TenantCipher {
    /// Length of a blind index in bytes: 128 bits, so that two values never share one by chance.
    public static final int INDEX_BYTES = 16;

    private static final int TOKEN_BYTES = 9;
    private static final Base64.Encoder TOKEN_TEXT = Base64.getUrlEncoder().withoutPadding();

    private final TenantId tenantId;
    private final Aead data;
    private final int version;
    private final PrfSet index;

    TenantCipher(TenantId tenantId, Aead data, int version, PrfSet index) {
        this.tenantId = tenantId;
        this.data = data;
        this.version = version;
        this.index = index;
    }

    /// A new person's key, and the wrapped form to keep in `subject_key`.
    ///
    /// @param wrapped the key as it may be stored
    /// @param tenantKeyVersion the version of the tenant's key that wrapped it
    public record NewSubject(SubjectCipher cipher, byte[] wrapped, int tenantKeyVersion) {}

    public NewSubject newSubject(UUID customerId) {
        byte[] key = Random.randBytes(SubjectCipher.KEY_BYTES);
        try {
            return new NewSubject(
                    new SubjectCipher(tenantId, customerId, key), data.encrypt(key, subject(customerId)), version);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The cipher of a person whose wrapped key was read from `subject_key`.
    ///
    /// @throws IllegalStateException when the key is not that person's
    public SubjectCipher subject(UUID customerId, byte[] wrapped) {
        try {
            return new SubjectCipher(tenantId, customerId, data.decrypt(wrapped, subject(customerId)));
        } catch (GeneralSecurityException tampered) {
            throw new IllegalStateException("the key of customer " + customerId + " can not be unwrapped", tampered);
        }
    }

    /// A new key for a file of this tenant, and its wrapped form.
    public record NewFile(FileCipher cipher, byte[] wrapped) {}

    public NewFile newFile(UUID jobId) {
        byte[] key = Random.randBytes(FileCipher.KEY_BYTES);
        try {
            return new NewFile(new FileCipher(jobId, key), data.encrypt(key, file(jobId)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The cipher of a job's file and row errors.
    public FileCipher file(UUID jobId, byte[] wrapped) {
        try {
            return new FileCipher(jobId, data.decrypt(wrapped, file(jobId)));
        } catch (GeneralSecurityException tampered) {
            throw new IllegalStateException("the file key of job " + jobId + " can not be unwrapped", tampered);
        }
    }

    /// The blind index of a value: equal values of the same field in the same tenant have the same one; nothing else
    /// can be learnt from it without the key. Callers pass the match key (`EmailAddress.matchKey()` …).
    public byte[] index(PiiField field, String matchKey) {
        return prf(field.column() + '\0' + matchKey, INDEX_BYTES);
    }

    /// A short keyed hash of a fragment, for the search index: 12 characters of base64url.
    ///
    /// @param kind what the fragment is of, for example `phone`; fragments of different kinds never match
    public String token(String kind, String fragment) {
        return TOKEN_TEXT.encodeToString(prf(kind + '\0' + fragment, TOKEN_BYTES));
    }

    /// Encrypts what belongs to the tenant and not to one customer (a professional's e-mail, an operation's reason).
    ///
    /// @param what names the column and row, so that the ciphertext can not be moved
    public byte[] encrypt(String what, String plain) {
        try {
            return data.encrypt(plain.getBytes(StandardCharsets.UTF_8), associated(what));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String decrypt(String what, byte[] encrypted) {
        try {
            return new String(data.decrypt(encrypted, associated(what)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException tampered) {
            throw new IllegalStateException("ciphertext of " + what + " refused", tampered);
        }
    }

    private byte[] prf(String input, int length) {
        try {
            return index.computePrimary(input.getBytes(StandardCharsets.UTF_8), length);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] subject(UUID customerId) {
        return ByteBuffer.allocate(33)
                .put((byte) 's')
                .putLong(tenantId.value().getMostSignificantBits())
                .putLong(tenantId.value().getLeastSignificantBits())
                .putLong(customerId.getMostSignificantBits())
                .putLong(customerId.getLeastSignificantBits())
                .array();
    }

    private byte[] file(UUID jobId) {
        return associated("file|" + jobId);
    }

    private byte[] associated(String what) {
        return (tenantId + "|" + what).getBytes(StandardCharsets.UTF_8);
    }
}
