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
import java.util.ArrayList;
import java.util.List;

/// The key that wraps the tenants' keys: a Tink keyset in a file that only the platform's user can read. Without it
/// nothing starts, because nothing could be read. Of several keys in the set the primary one wraps; all unwrap.
/// Thread-safe.
public final class MasterKey {
    private final Path file;
    private volatile KeysetHandle keys;

    private MasterKey(Path file) {
        this.file = file;
        this.keys = load(file);
    }

    /// Reads the key.
    ///
    /// @throws IllegalStateException when the file is missing or is no keyset; says which file and what to do
    public static MasterKey read(Path file) {
        return new MasterKey(file);
    }

    /// Reads the key, making one first where there is none: for the embedded default only. Processes that do this at
    /// the same time end up with the same key.
    public static MasterKey readOrCreate(Path file) {
        if (!Files.exists(file)) {
            create(file);
        }
        return read(file);
    }

    /// Reads the file again, for keys that were added by another process or by hand.
    ///
    /// @throws IllegalStateException as [#read] does; the keys known stay in use
    void reload() {
        keys = load(file);
    }

    /// Adds a new key to the file and makes it the primary one. The earlier ones stay: they still unwrap. Call under
    /// a lock that every process takes.
    ///
    /// @throws UncheckedIOException when the file can not be written
    void rotate() {
        reload();
        try {
            KeysetHandle.Builder more = KeysetHandle.newBuilder(keys);
            more.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary());
            KeysetHandle rotated = more.build();
            Path draft = write(rotated, file);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            keys = rotated;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The master key " + file + " can not be written.", unwritable);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The id of the key that wraps now, as Tink numbers it.
    int primaryId() {
        return keys.getPrimary().getId();
    }

    /// The ids of all keys, the primary one included.
    List<Integer> ids() {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            ids.add(keys.getAt(i).getId());
        }
        return List.copyOf(ids);
    }

    Aead aead() {
        try {
            return keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("The master key " + file + " is not a Tink AEAD keyset.", unusable);
        }
    }

    private static KeysetHandle load(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalStateException(
                    "The master key " + file + " is missing or unreadable. Without it no personal data can be read:"
                            + " restore the file, or set clientele.keys.master-key-file to where it is.");
        }
        try {
            AeadConfig.register();
            KeysetHandle keys = TinkJsonProtoKeysetFormat.parseKeyset(
                    Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
            keys.getPrimitive(RegistryConfiguration.get(), Aead.class); // of another kind it is refused here
            return keys;
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IllegalStateException("The master key " + file + " is not a Tink AEAD keyset.", unusable);
        }
    }

    private static void create(Path file) {
        try {
            AeadConfig.register();
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = write(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()), file);
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

    /// Writes a draft beside the file, for its user's eyes only.
    private static Path write(KeysetHandle keys, Path file) throws IOException, GeneralSecurityException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "master-key",
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                draft,
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }
}
