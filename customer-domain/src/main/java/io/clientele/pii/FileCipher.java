package io.clientele.pii;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.AesSiv;
import com.google.crypto.tink.subtle.Hkdf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/// Encrypts one job's file (segments of 1 MiB, so that reading can start anywhere) and the values of its row errors.
/// Destroying the job's wrapped key destroys them all.
public final class FileCipher {
    static final int KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final String MAC = "HmacSha256";

    private final byte[] associated;
    private final AesGcmHkdfStreaming streaming;
    private final AesSiv values;

    FileCipher(UUID jobId, byte[] key) throws GeneralSecurityException {
        this.associated = jobId.toString().getBytes(StandardCharsets.UTF_8);
        this.streaming = new AesGcmHkdfStreaming(key, MAC, KEY_BYTES, SEGMENT_BYTES, 0);
        this.values = new AesSiv(Hkdf.computeHkdf(
                MAC, key, new byte[0], "row errors".getBytes(StandardCharsets.UTF_8), SubjectCipher.KEY_BYTES));
    }

    /// What is written to the result arrives encrypted in `target`; closing one closes the other.
    public OutputStream encrypting(OutputStream target) throws IOException {
        try {
            return streaming.newEncryptingStream(target, associated);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Reads the plain bytes of an encrypted file from any position.
    public SeekableByteChannel decrypting(SeekableByteChannel source) throws IOException {
        try {
            return streaming.newSeekableDecryptingChannel(source, associated);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Encrypts a value or a row of the file.
    public byte[] encrypt(String plain) {
        try {
            return values.encryptDeterministically(plain.getBytes(StandardCharsets.UTF_8), associated);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String decrypt(byte[] encrypted) {
        try {
            return new String(values.decryptDeterministically(encrypted, associated), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException tampered) {
            throw new IllegalStateException("ciphertext of a row error refused", tampered);
        }
    }
}
