package io.clientele.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import io.clientele.customer.CustomerView;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Rotation as operators meet it: two running processes, one of which rotates.
@Tag("REQ-CM-B017")
class KeyRotationIT {
    // Rotation takes every tenant of the database, so each test has one of its own.
    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void rotatesEveryKeyWhileTwoProcessesReadAndWriteAndTouchesNoCustomer(@TempDir Path directory) throws Exception {
        try (TestDomain rotating = new TestDomain(database, DatabaseRole.GATEWAY, directory, 4);
                TestDomain other = new TestDomain(database, DatabaseRole.GATEWAY, directory, 4)) {
            Tenant tenant = rotating.tenant();
            Actor admin = rotating.admin(tenant);
            List<UUID> old = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                old.add(create(rotating, admin, "old" + i));
            }
            String rows = fingerprint(tenant, old);
            AtomicBoolean stop = new AtomicBoolean();
            List<UUID> made;
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<List<UUID>>> running = new ArrayList<>();
                for (int t = 0; t < 4; t++) {
                    running.add(threads.submit(traffic(t % 2 == 0 ? rotating : other, admin, old, "t" + t, stop)));
                }
                try {
                    for (int round = 0; round < 3; round++) {
                        rotating.rotation.rotateMaster();
                        rotating.rotation.rotateTenant(tenant.id());
                        rotating.rotation.rewrapSubjects(tenant.id(), 10_000);
                    }
                } finally {
                    stop.set(true);
                }
                made = new ArrayList<>();
                for (Future<List<UUID>> each : running) {
                    made.addAll(each.get());
                }
            }

            // What the other process wrapped with a version it had not yet noticed to be old.
            KeyRotation.TenantStatus status = rotating.rotation.rewrapSubjects(tenant.id(), 10_000);
            assertThat(status).isEqualTo(new KeyRotation.TenantStatus(4, 0));
            assertThat(rotating.rotation.masterStatus().keys()).hasSize(4);
            assertThat(rotating.rotation.masterStatus().tenantsBehind()).isZero();
            assertThat(made).hasSizeGreaterThan(8);
            assertThat(fingerprint(tenant, old)).isEqualTo(rows);
            throwAwayEveryEarlierKey(tenant, directory.resolve("master-key.json"));
            try (TestDomain fresh = new TestDomain(database, DatabaseRole.GATEWAY, directory, 2)) {
                made.addAll(old);
                for (UUID id : made) {
                    assertThat(firstName(fresh, admin, id)).startsWith("Zoë");
                }
                assertThat(fresh.keys.cipher(tenant.id()).index(PiiField.EMAIL, "a"))
                        .isEqualTo(rotating.keys.cipher(tenant.id()).index(PiiField.EMAIL, "a"));
            }
        }
    }

    @Test
    void readsInAProcessThatHasNotSeenTheNewKeys(@TempDir Path directory) throws Exception {
        try (TestDomain rotating = new TestDomain(database, DatabaseRole.GATEWAY, directory, 2);
                TestDomain other = new TestDomain(database, DatabaseRole.GATEWAY, directory, 2)) {
            Tenant tenant = rotating.tenant();
            Actor admin = rotating.admin(tenant);
            UUID before = create(rotating, admin, "before");
            assertThat(firstName(other, admin, before)).isEqualTo("Zoë before");

            rotating.rotation.rotateMaster();
            Tenant later = rotating.tenant();
            rotating.rotation.rotateTenant(tenant.id());
            UUID after = create(rotating, admin, "after");

            assertThat(firstName(other, admin, after)).isEqualTo("Zoë after");
            assertThat(other.keys.cipher(later.id())).isNotNull();
            assertThat(other.rotation.tenantStatus(tenant.id())).isEqualTo(new KeyRotation.TenantStatus(2, 1));
        }
    }

    @Test
    void wrapsWithTheNewVersionEverywhereFiveMinutesAfterARotation(@TempDir Path directory) {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
        try (TestDomain rotating = new TestDomain(database, DatabaseRole.GATEWAY, directory, 2)) {
            Tenant tenant = rotating.tenant();
            TenantKeys elsewhere = new TenantKeys(
                    rotating.jdbc,
                    rotating.transactions,
                    MasterKey.read(directory.resolve("master-key.json")),
                    ((InstantSource) now::get).withZone(ZoneOffset.UTC));
            assertThat(wrappingVersion(elsewhere, tenant)).isEqualTo(1);

            rotating.rotation.rotateTenant(tenant.id());
            assertThat(wrappingVersion(rotating.keys, tenant)).isEqualTo(2);
            now.set(now.get().plus(Duration.ofMinutes(5)).minusMillis(1));
            assertThat(wrappingVersion(elsewhere, tenant)).isEqualTo(1);
            now.set(now.get().plusMillis(1));
            assertThat(wrappingVersion(elsewhere, tenant)).isEqualTo(2);

            // A clock that was set back makes nobody wait for longer.
            rotating.rotation.rotateTenant(tenant.id());
            now.set(now.get().minus(Duration.ofHours(1)));
            assertThat(wrappingVersion(elsewhere, tenant)).isEqualTo(3);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void changesNothingWhereTheMasterKeyCanNotBeWrittenAndGoesOnWhenItWasChangedByHand(
            @TempDir Path home, @TempDir Path elsewhere) throws Exception {
        Path directory = unwritable(home);
        Path file = directory.resolve("master-key.json");
        Path kept = elsewhere.resolve("master-key.json");
        MasterKey.readOrCreate(kept);
        Files.copy(kept, file);
        byte[] before = Files.readAllBytes(file);
        try (TestDomain domain = new TestDomain(database, DatabaseRole.GATEWAY, directory, 2)) {
            Tenant tenant = domain.tenant();
            KeyRotation.MasterStatus status = domain.rotation.masterStatus();

            assertThatThrownBy(domain.rotation::rotateMaster)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.MASTER_KEY_UNWRITABLE));

            assertThat(Files.readAllBytes(file)).isEqualTo(before);
            assertThat(domain.rotation.masterStatus()).isEqualTo(status);
            assertThat(status.tenantsBehind()).isZero();

            MasterKey.read(kept).rotate();
            Files.copy(kept, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(domain.rotation.masterStatus().tenantsBehind()).isEqualTo(1);
            assertThat(domain.rotation.rewrapTenants().tenantsBehind()).isZero();
            UUID jane = create(domain, domain.admin(tenant), "jane");
            assertThat(firstName(domain, domain.admin(tenant), jane)).isEqualTo("Zoë jane");
        }
    }

    /// A directory in which not even root can make a draft: its path leaves room for the key's name, but not for a
    /// longer one (`PATH_MAX` is 4096 with its final zero).
    private static Path unwritable(Path home) throws IOException {
        int room = 4095 - "/master-key.json".length();
        Path directory = home;
        for (int left = room - length(directory); left > 0; left = room - length(directory)) {
            // One that is left could not hold a separator and a name.
            int name = left <= 200 ? left - 1 : Math.min(200, left - 3);
            directory = directory.resolve("d".repeat(name));
        }
        return Files.createDirectories(directory);
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static int wrappingVersion(TenantKeys keys, Tenant tenant) {
        return keys.cipher(tenant.id()).newSubject(Ids.next()).tenantKeyVersion();
    }

    @Test
    void refusesKeysOfAnotherMasterAndOfAnotherTenant(@TempDir Path directory, @TempDir Path elsewhere)
            throws Exception {
        try (TestDomain domain = new TestDomain(database, DatabaseRole.GATEWAY, directory, 2);
                TestDomain stranger = new TestDomain(database, DatabaseRole.GATEWAY, elsewhere, 2)) {
            Tenant tenant = domain.tenant();
            Tenant neighbour = domain.tenant();

            assertThatThrownBy(() -> stranger.keys.cipher(tenant.id()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("this is not the master key");
            superuser("update tenant_key t set wrapped_key = n.wrapped_key from tenant_key n where t.tenant_id = '"
                    + tenant.id() + "' and n.tenant_id = '" + neighbour.id() + "' and t.purpose = n.purpose");
            try (TestDomain fresh = new TestDomain(database, DatabaseRole.GATEWAY, directory, 2)) {
                assertThatThrownBy(() -> fresh.keys.cipher(tenant.id())).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void refusesCiphertextThatWasSwappedInTheTables(@TempDir Path directory) throws Exception {
        try (TestDomain domain = new TestDomain(database, DatabaseRole.GATEWAY, directory, 2)) {
            Tenant tenant = domain.tenant();
            Actor admin = domain.admin(tenant);
            UUID jane = create(domain, admin, "jane");
            UUID john = create(domain, admin, "john");
            UUID jack = create(domain, admin, "jack");
            superuser("update customer set first_name = last_name where id = '" + jane + "'");
            superuser("update customer c set first_name = o.first_name from customer o where c.id = '" + john
                    + "' and o.id = '" + jane + "'");
            superuser(
                    "update customer set phone = set_byte(phone, 5, get_byte(phone, 5) # 1) where id = '" + jack + "'");

            for (UUID id : List.of(jane, john, jack)) {
                assertThatThrownBy(() -> domain.customers.find(admin, id))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("refused")
                        .hasMessageNotContaining("Zo");
            }
        }
    }

    private static Callable<List<UUID>> traffic(
            TestDomain domain, Actor admin, List<UUID> known, String name, AtomicBoolean stop) {
        return () -> {
            List<UUID> made = new ArrayList<>();
            for (int i = 0; !stop.get() || i < 3; i++) {
                made.add(create(domain, admin, name + "-" + i));
                assertThat(firstName(domain, admin, made.getLast())).isEqualTo("Zoë " + name + "-" + i);
                assertThat(firstName(domain, admin, known.get(i % known.size())))
                        .startsWith("Zoë old");
            }
            return made;
        };
    }

    private static UUID create(TestDomain domain, Actor admin, String name) {
        return domain.customers
                .create(admin, TestDomain.draft(name + "@example.com", "+14169671111", "Zoë " + name, "B"), null)
                .id();
    }

    private static String firstName(TestDomain domain, Actor admin, UUID id) {
        return ((CustomerView.Full) domain.customers.find(admin, id).orElseThrow()).firstName();
    }

    /// The rows as they lie in the table, with the transaction that wrote each.
    private String fingerprint(Tenant tenant, List<UUID> ids) throws SQLException {
        String list = String.join("','", ids.stream().map(UUID::toString).toList());
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select md5(string_agg(c::text || c.xmin::text, ',' order by id)) from customer c"
                                + " where tenant_id = '" + tenant.id() + "' and id in ('" + list + "')")) {
            row.next();
            return row.getString(1);
        }
    }

    private void throwAwayEveryEarlierKey(Tenant tenant, Path file) throws Exception {
        superuser(
                "delete from tenant_key where purpose = 'data' and version < 4 and tenant_id = '" + tenant.id() + "'");
        KeysetHandle keys = TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
        KeysetHandle last = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(keys.getPrimary().getKey())
                        .withFixedId(keys.getPrimary().getId())
                        .makePrimary())
                .build();
        Files.writeString(
                file,
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        last, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }

    private void superuser(String sql) throws SQLException {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}
