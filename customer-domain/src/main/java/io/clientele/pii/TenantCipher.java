package io.clientele.pii;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.subtle.Random;
import io.clientele.tenant.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// What can be done with one tenant's keys. Thread-safe.
public final class TenantCipher {
    /// Length of a blind index in bytes: 128 bits, so that two values never share one by chance.
    public static final int INDEX_BYTES = 16;

    private static final int TOKEN_BYTES = 9;
    private static final int HASH_BYTES = 32;
    private static final Base64.Encoder TOKEN_TEXT = Base64.getUrlEncoder().withoutPadding();

    private static final byte TINK_PREFIX = 1;

    private final TenantId tenantId;
    private final Supplier<Keys> source;
    private final PrfSet index;
    private final Clock clock;
    private volatile Keys keys;
    private volatile long readAtMillis;

    /// The unwrapped keys of one tenant.
    ///
    /// @param data every version of the data key; the last one encrypts
    /// @param version of the one that encrypts
    /// @param dataKeyIds the ids with which Tink starts what each version encrypted
    record Keys(Aead data, int version, Set<Integer> dataKeyIds, PrfSet index) {}

    /// @param source reads the keys again
    TenantCipher(TenantId tenantId, Keys keys, Supplier<Keys> source, Clock clock) {
        this.tenantId = tenantId;
        this.keys = keys;
        this.source = source;
        this.index = keys.index(); // is never rotated: every blind index depends on it
        this.clock = clock;
        this.readAtMillis = clock.millis();
    }

    /// Looks for a new version of the data key when the last look is that long ago, or the clock was set back since.
    void refreshAfter(Duration age) {
        long since = clock.millis() - readAtMillis;
        if (since < 0 || since >= age.toMillis()) {
            refresh();
        }
    }

    /// The version of the data key that encrypts.
    int version() {
        return keys.version();
    }

    private Keys refresh() {
        Keys read = source.get();
        keys = read;
        readAtMillis = clock.millis();
        return read;
    }

    /// A new person's key, and the wrapped form to keep in `subject_key`.
    ///
    /// @param wrapped the key as it may be stored
    /// @param tenantKeyVersion the version of the tenant's key that wrapped it
    public record NewSubject(SubjectCipher cipher, byte[] wrapped, int tenantKeyVersion) {}

    public NewSubject newSubject(UUID customerId) {
        byte[] key = Random.randBytes(SubjectCipher.KEY_BYTES);
        Keys current = keys;
        try {
            return new NewSubject(
                    new SubjectCipher(tenantId, customerId, key),
                    current.data().encrypt(key, subject(customerId)),
                    current.version());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The cipher of a person whose wrapped key was read from `subject_key`.
    ///
    /// @throws IllegalStateException when the key is not that person's
    public SubjectCipher subject(UUID customerId, byte[] wrapped) {
        try {
            return new SubjectCipher(tenantId, customerId, open(wrapped, subject(customerId)));
        } catch (GeneralSecurityException tampered) {
            throw new IllegalStateException("the key of customer " + customerId + " can not be unwrapped", tampered);
        }
    }

    /// A person's key as it may be stored.
    record WrappedSubject(byte[] wrapped, int tenantKeyVersion) {}

    /// The same key of a person, wrapped by the last version of the tenant's.
    ///
    /// @throws IllegalStateException when the key is not that person's
    WrappedSubject rewrap(UUID customerId, byte[] wrapped) {
        try {
            byte[] key = open(wrapped, subject(customerId));
            Keys current = keys;
            return new WrappedSubject(current.data().encrypt(key, subject(customerId)), current.version());
        } catch (GeneralSecurityException tampered) {
            throw new IllegalStateException("the key of customer " + customerId + " can not be unwrapped", tampered);
        }
    }

    /// A new key for a file of this tenant, and its wrapped form.
    public record NewFile(FileCipher cipher, byte[] wrapped) {}

    public NewFile newFile(UUID jobId) {
        byte[] key = Random.randBytes(FileCipher.KEY_BYTES);
        try {
            return new NewFile(new FileCipher(jobId, key), keys.data().encrypt(key, file(jobId)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The cipher of a job's file and row errors.
    public FileCipher file(UUID jobId, byte[] wrapped) {
        try {
            return new FileCipher(jobId, open(wrapped, file(jobId)));
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

    /// A keyed hash of a text that is no field of a customer: 32 bytes.
    ///
    /// @param kind what the text is; texts of different kinds never have the same hash
    public byte[] keyedHash(String kind, String text) {
        return prf(kind + '\0' + text, HASH_BYTES);
    }

    /// Encrypts what belongs to the tenant and not to one customer (a professional's e-mail, an operation's reason).
    ///
    /// @param what names the column and row, so that the ciphertext can not be moved
    public byte[] encrypt(String what, String plain) {
        try {
            return keys.data().encrypt(plain.getBytes(StandardCharsets.UTF_8), associated(what));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String decrypt(String what, byte[] encrypted) {
        try {
            return new String(open(encrypted, associated(what)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException tampered) {
            throw new IllegalStateException("ciphertext of " + what + " refused", tampered);
        }
    }

    /// Decrypts; what a version encrypted that is not known here makes it look for that version first.
    private byte[] open(byte[] sealed, byte[] associated) throws GeneralSecurityException {
        Keys known = keys;
        boolean isKnown = sealed.length <= Integer.BYTES
                || sealed[0] != TINK_PREFIX
                || known.dataKeyIds().contains(ByteBuffer.wrap(sealed).getInt(1));
        return (isKnown ? known : refresh()).data().decrypt(sealed, associated);
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
