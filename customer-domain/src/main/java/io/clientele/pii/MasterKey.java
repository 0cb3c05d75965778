package io.clientele.pii;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/// The key that wraps the tenants' keys: a Tink keyset in a file that only the platform's user can read. Without it
/// nothing starts, because nothing could be read.
public final class MasterKey {
    private final Aead aead;

    private MasterKey(Aead aead) {
        this.aead = aead;
    }

    /// Reads the key.
    ///
    /// @throws IllegalStateException when the file is missing or is no keyset; says which file and what to do
    public static MasterKey read(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalStateException(
                    "The master key " + file + " is missing or unreadable. Without it no personal data can be read:"
                            + " restore the file, or set clientele.keys.master-key-file to where it is.");
        }
        try {
            AeadConfig.register();
            KeysetHandle keys = TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
            return new MasterKey(keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException("The master key " + file + " is not a Tink AEAD keyset.", unusable);
        }
    }

    /// Reads the key, making one first where there is none: for the embedded default only. Processes that do this at
    /// the same time end up with the same key.
    public static MasterKey readOrCreate(Path file) {
        if (!Files.exists(file)) {
            create(file);
        }
        return read(file);
    }

    private static void create(Path file) {
        try {
            AeadConfig.register();
            KeysetHandle keys =
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
            String json = TinkJsonProtoKeysetFormat.serializeKeyset(
                    keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(
                    directory,
                    "master-key",
                    ".draft",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, json);
            try {
                Files.createLink(file, draft); // atomic, and fails where another process was first
            } catch (FileAlreadyExistsException theirs) {
                // theirs is the key
            } catch (UnsupportedOperationException noLinks) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(draft);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The master key " + file + " can not be written.", unwritable);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Aead aead() {
        return aead;
    }
}
