package io.clientele.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REQ-CM-B017")
class PiiTest {
    private final TenantId tenantId = new TenantId(Ids.next());
    private final TenantCipher tenant = tenant(tenantId);
    private final UUID jane = Ids.next();
    private final TenantCipher.NewSubject subject = tenant.newSubject(jane);

    @Test
    void decryptsWhatItEncrypted() {
        byte[] sealed = subject.cipher().encrypt(PiiField.FIRST_NAME, "Zoë 李");
        SubjectCipher later = tenant.subject(jane, subject.wrapped());

        assertThat(later.decrypt(PiiField.FIRST_NAME, sealed)).isEqualTo("Zoë 李");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Zo");
    }

    @Test
    void keepsTheCiphertextOfAnUnchangedField() {
        assertThat(subject.cipher().encrypt(PiiField.CITY, "Ottawa"))
                .isEqualTo(tenant.subject(jane, subject.wrapped()).encrypt(PiiField.CITY, "Ottawa"));
    }

    @Test
    void refusesCiphertextOfAnotherFieldCustomerOrTenant() {
        byte[] sealed = subject.cipher().encrypt(PiiField.PHONE, "+14169671111");

        assertThatThrownBy(() -> subject.cipher().decrypt(PiiField.PHONE_SECONDARY, sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tenant.newSubject(Ids.next()).cipher().decrypt(PiiField.PHONE, sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tenant.subject(Ids.next(), subject.wrapped()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tenant(new TenantId(Ids.next())).subject(jane, subject.wrapped()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesEveryFlippedBit() {
        byte[] sealed = subject.cipher().encrypt(PiiField.EMAIL, "jane@example.com");
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThatThrownBy(() -> subject.cipher().decrypt(PiiField.EMAIL, flipped))
                    .as("bit %d", bit)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContaining("jane");
        }
    }

    @Test
    void indexesEqualValuesAlikeWithinATenantAndFieldOnly() {
        byte[] index = tenant.index(PiiField.EMAIL, "jane@example.com");

        assertThat(index)
                .hasSize(TenantCipher.INDEX_BYTES)
                .isEqualTo(tenant.index(PiiField.EMAIL, "jane@example.com"))
                .isNotEqualTo(tenant.index(PiiField.PHONE, "jane@example.com"))
                .isNotEqualTo(tenant(tenantId).index(PiiField.EMAIL, "jane@example.com"));
    }

    @Test
    void readsAnEncryptedFileFromAnyPosition() throws IOException {
        UUID job = Ids.next();
        TenantCipher.NewFile file = tenant.newFile(job);
        byte[] plain = "0123456789".repeat(300_000).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        try (var out = file.cipher().encrypting(sink)) {
            out.write(plain);
        }
        Path stored = Files.createTempFile("clientele", ".upload");
        Files.write(stored, sink.toByteArray());

        try (SeekableByteChannel channel = tenant.file(job, file.wrapped()).decrypting(Files.newByteChannel(stored))) {
            channel.position(2_000_003);
            byte[] read = Channels.newInputStream(channel).readNBytes(7);
            assertThat(new String(read, StandardCharsets.US_ASCII)).isEqualTo("3456789");
        } finally {
            Files.delete(stored);
        }
        assertThat(sink.toString(StandardCharsets.ISO_8859_1)).doesNotContain("0123456789");
    }

    @Test
    void makesOneMasterKeyThatOnlyItsUserCanRead(@TempDir Path directory) throws IOException, GeneralSecurityException {
        Path file = directory.resolve("secrets/master-key.json");
        byte[] sealed = MasterKey.readOrCreate(file).aead().encrypt(new byte[] {1, 2, 3}, new byte[0]);

        assertThat(MasterKey.readOrCreate(file).aead().decrypt(sealed, new byte[0]))
                .containsExactly(1, 2, 3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void refusesToStartWithoutTheMasterKey(@TempDir Path directory) {
        Path file = directory.resolve("master-key.json");

        assertThatThrownBy(() -> MasterKey.read(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("clientele.keys.master-key-file");
    }

    @Test
    void refusesToStartWithAFileThatIsNoKeyset(@TempDir Path directory) throws IOException {
        for (String content : List.of("", "{}", "{\"primaryKeyId\":1,\"key\":[]}", "not JSON")) {
            Path file = Files.writeString(directory.resolve("master-key.json"), content);

            assertThatThrownBy(() -> MasterKey.read(file))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The master key " + file + " is not a Tink AEAD keyset.");
        }
    }

    @Test
    void keepsEarlierMasterKeysWhenItIsRotated(@TempDir Path directory) throws IOException, GeneralSecurityException {
        Path file = directory.resolve("master-key.json");
        MasterKey key = MasterKey.readOrCreate(file);
        MasterKey elsewhere = MasterKey.read(file);
        byte[] before = key.aead().encrypt(new byte[] {1}, new byte[0]);

        key.rotate();
        byte[] after = key.aead().encrypt(new byte[] {2}, new byte[0]);

        assertThat(key.aead().decrypt(before, new byte[0])).containsExactly(1);
        assertThatThrownBy(() -> elsewhere.aead().decrypt(after, new byte[0]))
                .isInstanceOf(GeneralSecurityException.class);
        elsewhere.reload();
        assertThat(elsewhere.aead().decrypt(after, new byte[0])).containsExactly(2);
        assertThat(elsewhere.primaryId()).isEqualTo(key.primaryId());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static TenantCipher tenant(TenantId id) {
        try {
            AeadConfig.register();
            PrfConfig.register();
            KeysetHandle data =
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
            TenantCipher.Keys keys = new TenantCipher.Keys(
                    data.getPrimitive(RegistryConfiguration.get(), Aead.class),
                    1,
                    Set.of(data.getPrimary().getId()),
                    KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF, RegistryConfiguration.get())
                            .getPrimitive(RegistryConfiguration.get(), PrfSet.class));
            return new TenantCipher(id, keys, () -> keys, Clock.systemUTC());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
