package io.clientele.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.customer.CustomerDraft;
import io.clientele.customer.CustomerView;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.operation.OperationKind;
import io.clientele.organisation.Tenant;
import io.clientele.pii.PiiField;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REQ-CM-B002")
@Tag("REQ-CM-B004")
class FieldHistoryIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);

    @TempDir
    static Path directory;

    private static TestDomain stream;
    private static CapturedRows captured;

    private final Tenant tenant = DOMAIN.tenant();
    private final Actor admin = DOMAIN.admin(tenant);

    @BeforeAll
    static void connect() {
        stream = new TestDomain(DATABASE, DatabaseRole.STREAM, directory, 1);
        captured = new CapturedRows(stream);
    }

    @AfterAll
    static void drop() {
        stream.close();
        DOMAIN.close();
        DATABASE.close();
    }

    @Test
    void givesTheRecordOfEveryTimeAsItWasReadThen() {
        Random random = new Random(42);
        List<Actor> professionals = List.of(DOMAIN.professional(tenant), DOMAIN.professional(tenant));
        CustomerView.Full current = create("many@example.com", null);
        UUID id = current.id();
        Map<Instant, CustomerView.@Nullable Full> states = new LinkedHashMap<>();
        states.put(current.updatedAt(), current);
        for (int step = 0; step < 40; step++) {
            long version = current.version();
            switch (random.nextInt(8)) {
                case 0 -> {
                    DOMAIN.updates.delete(admin, id, version, null);
                    captured.customer(tenant.id(), id);
                    states.put(Instant.now(), null);
                    current = DOMAIN.updates.restore(admin, id, version + 1, null);
                }
                case 1 -> {
                    Actor owner = professionals.get(random.nextInt(2));
                    if (!owner.professionalId().equals(current.ownerProfessionalId())) {
                        DOMAIN.ownership.transfer(admin, id, owner.professionalId(), "because", version, null);
                    }
                    current = read(id);
                }
                case 2 -> {
                    // As a bulk operation writes: past the API.
                    DOMAIN.transactions.write(tenant.id(), () -> {
                        UUID operation = DOMAIN.operations.record(admin, OperationKind.BULK_TAG, null, 1);
                        return DOMAIN.jdbc.update(
                                """
                                update customer set tags = array_append(tags, ?), version = version + 1,
                                    updated_at = clock_timestamp(), operation_id = ?, email_verified = not email_verified
                                where tenant_id = ? and id = ?""",
                                "tag" + random.nextInt(),
                                operation,
                                tenant.id().value(),
                                id);
                    });
                    current = read(id);
                }
                default -> current = DOMAIN.updates.replace(admin, id, version, draft(random), null);
            }
            captured.customer(tenant.id(), id);
            states.put(current.updatedAt(), current);
        }

        states.forEach((at, state) -> {
            if (state == null) {
                assertProblem(ProblemCode.NOT_FOUND, () -> DOMAIN.history.asOf(admin, id, at));
            } else {
                assertThat(DOMAIN.history.asOf(admin, id, at)).isEqualTo(state);
            }
        });
        assertThat(states).hasSizeGreaterThan(20).containsValue(null);
        assertThat(DOMAIN.history.asOf(admin, id, Instant.now().plusSeconds(3600)))
                .isEqualTo(current);
        Instant before = states.keySet().iterator().next().minusNanos(1_000);
        assertProblem(ProblemCode.NOT_FOUND, () -> DOMAIN.history.asOf(admin, id, before));
    }

    @Test
    void tellsWhoChangedWhichFieldFromWhatToWhatInWhichOperation() {
        CustomerView.Full created = create("told@example.com", "as at first");
        DOMAIN.updates.replace(
                admin,
                created.id(),
                1,
                TestDomain.draft("told2@example.com", "+14169671111", "Jane", "Doe", null, null),
                null);
        captured.customer(tenant.id(), created.id());
        DOMAIN.updates.delete(admin, created.id(), 2, null);
        captured.customer(tenant.id(), created.id());

        List<HistoryEntry> changes = DOMAIN.history
                .page(admin, created.id(), HistoryFilter.all(), null, 50)
                .changes();

        assertThat(changes).extracting(HistoryEntry::change).containsExactly("deleted", "updated", "created");
        assertThat(changes).extracting(HistoryEntry::version).containsExactly(3L, 2L, 1L);
        assertThat(changes).extracting(HistoryEntry::actorId).containsOnly(admin.userId());
        assertThat(changes).extracting(HistoryEntry::actorRole).containsOnly("admin");
        assertThat(changes).extracting(HistoryEntry::operationKind).containsOnly("api");
        HistoryEntry update = changes.get(1);
        assertThat(update.fields()).extracting(HistoryEntry.FieldChange::field).containsExactly("email", "notes");
        assertThat(update.fields().getFirst().from().asString()).isEqualTo("told@example.com");
        assertThat(update.fields().getFirst().to().asString()).isEqualTo("told2@example.com");
        assertThat(update.fields().getLast().from().asString()).isEqualTo("as at first");
        assertThat(update.fields().getLast().to()).isNull();
        assertThat(update.toString()).doesNotContain("told");
    }

    @Test
    void narrowsAndPages() {
        CustomerView.Full created = create("pages@example.com", null);
        List<Instant> times = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            String name = i % 2 == 0 ? "Even" + i : "Odd";
            times.add(DOMAIN.updates
                    .replace(
                            admin,
                            created.id(),
                            DOMAIN.ownership.owner(admin, created.id()).version(),
                            TestDomain.draft("pages@example.com", "+1416967111" + i, name, "Doe"),
                            null)
                    .updatedAt());
            captured.customer(tenant.id(), created.id());
        }

        List<HistoryEntry> paged = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            FieldHistory.Page page = DOMAIN.history.page(admin, created.id(), HistoryFilter.all(), cursor, 3);
            paged.addAll(page.changes());
            cursor = page.next();
        } while (cursor != null);
        assertThat(paged).extracting(HistoryEntry::version).containsExactly(8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);

        HistoryFilter names = new HistoryFilter("first_name", null, times.get(1), times.get(4));
        List<HistoryEntry> named =
                DOMAIN.history.page(admin, created.id(), names, null, 50).changes();
        assertThat(named).extracting(HistoryEntry::version).containsExactly(5L, 4L, 3L);
        assertThat(named)
                .allSatisfy(entry -> assertThat(entry.fields())
                        .extracting(HistoryEntry.FieldChange::field)
                        .containsExactly("first_name"));
        String foreign = DOMAIN.history
                .page(admin, created.id(), HistoryFilter.all(), null, 1)
                .next();
        UUID other = create("other@example.com", null).id();
        assertProblem(
                ProblemCode.MALFORMED_REQUEST,
                () -> DOMAIN.history.page(admin, other, HistoryFilter.all(), foreign, 1));
    }

    @Test
    void showsTheVehiclesOfACustomerAndOfEachItsOwnChanges() {
        UUID customer = create("driver@example.com", null).id();
        UUID vehicle = vehicle(customer, "1HGCM82633A004352");
        captured.vehicle(tenant.id(), vehicle);
        change(
                "update customer_vehicle set mileage = 42000, version = 2, updated_at = clock_timestamp() where id = ?",
                vehicle);
        captured.vehicle(tenant.id(), vehicle);
        change(
                "update customer_vehicle set removed_at = now(), version = 3, updated_at = clock_timestamp() where id = ?",
                vehicle);
        captured.vehicle(tenant.id(), vehicle);

        assertThat(DOMAIN.history
                        .page(admin, customer, HistoryFilter.all(), null, 50)
                        .changes())
                .extracting(HistoryEntry::entityType)
                .containsExactly("customer_vehicle", "customer_vehicle", "customer_vehicle", "customer");
        List<HistoryEntry> ofVehicle = DOMAIN.history
                .page(admin, customer, HistoryFilter.vehicle(vehicle), null, 50)
                .changes();
        assertThat(ofVehicle).extracting(HistoryEntry::change).containsExactly("deleted", "updated", "created");
        assertThat(ofVehicle.get(1).fields().getFirst().to().intValue()).isEqualTo(42000);
    }

    @Test
    @Tag("REQ-CM-B016")
    void isForThoseWhoSeeTheCustomerInFull() {
        Actor owner = DOMAIN.professional(tenant);
        Actor referred = DOMAIN.professional(tenant);
        UUID id = DOMAIN.customers
                .create(owner, TestDomain.draft("mine@example.com", "+14169671111", "A", "B"), null)
                .id();
        captured.customer(tenant.id(), id);
        DOMAIN.transactions.write(
                tenant.id(),
                () -> DOMAIN.jdbc.update(
                        """
                        insert into referral (tenant_id, id, customer_id, to_professional_id, created_at, operation_id)
                        values (?, ?, ?, ?, now(), ?)""", tenant.id().value(), Ids.next(), id, referred.professionalId(), Ids.next()));
        Instant now = Instant.now();

        assertThat(DOMAIN.history.page(owner, id, HistoryFilter.all(), null, 5).changes())
                .hasSize(1);
        assertThat(DOMAIN.history.asOf(owner, id, now).id()).isEqualTo(id);
        Map.of(
                        referred,
                        ProblemCode.FORBIDDEN,
                        DOMAIN.professional(tenant),
                        ProblemCode.NOT_FOUND,
                        DOMAIN.admin(DOMAIN.tenant()),
                        ProblemCode.NOT_FOUND)
                .forEach((viewer, problem) -> {
                    assertProblem(problem, () -> DOMAIN.history.page(viewer, id, HistoryFilter.all(), null, 5));
                    assertProblem(problem, () -> DOMAIN.history.asOf(viewer, id, now));
                });
    }

    @Test
    @Tag("REQ-CM-B017")
    void holdsNoValueOfAnErasedPerson() {
        CustomerView.Full created = create("erased@example.com", "canary");
        DOMAIN.updates.replace(
                admin, created.id(), 1, TestDomain.draft("gone@example.com", "+14169671111", "X", "Y"), null);
        captured.customer(tenant.id(), created.id());
        change("update subject_key set wrapped_key = null, destroyed_at = now() where customer_id = ?", created.id());

        List<HistoryEntry> changes = DOMAIN.history
                .page(admin, created.id(), HistoryFilter.all(), null, 50)
                .changes();
        assertThat(changes).hasSize(2).allMatch(HistoryEntry::erased);
        assertThat(changes.getFirst().fields())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.from()).isNull())
                .allSatisfy(field -> assertThat(field.to()).isNull());
        assertProblem(ProblemCode.NOT_FOUND, () -> DOMAIN.history.asOf(admin, created.id(), created.createdAt()));
    }

    @Test
    void saysWhenAChangeOnTheWayBackIsMissing() {
        CustomerView.Full created = create("gap@example.com", null);
        DOMAIN.updates.replace(
                admin, created.id(), 1, TestDomain.draft("gap@example.com", "+14169671111", "New", "Doe"), null);

        assertProblem(
                ProblemCode.HISTORY_INCOMPLETE, () -> DOMAIN.history.asOf(admin, created.id(), created.createdAt()));
        assertThat(DOMAIN.history.asOf(admin, created.id(), Instant.now()).firstName())
                .isEqualTo("New");
    }

    @Test
    void isNeverChangedByAnyApplication() throws SQLException {
        for (DatabaseRole role : List.of(DatabaseRole.STREAM, DatabaseRole.GATEWAY, DatabaseRole.BATCH)) {
            try (var connection = DATABASE.connect(role);
                    var statement = connection.createStatement()) {
                for (String attempt : List.of("update record_history set version = 9", "delete from record_history")) {
                    assertThatThrownBy(() -> statement.execute(attempt)).hasMessageContaining("permission denied");
                }
                assertThat(statement
                                .executeQuery("select 1 from record_history")
                                .next())
                        .as("without a tenant nothing is seen")
                        .isFalse();
            }
        }
    }

    private CustomerView.Full create(String email, @Nullable String notes) {
        CustomerView.Full created = DOMAIN.customers.create(
                admin, TestDomain.draft(email, "+14169671111", "Jane", "Doe", null, notes), null);
        captured.customer(tenant.id(), created.id());
        return created;
    }

    private CustomerView.Full read(UUID id) {
        return (CustomerView.Full) DOMAIN.customers.find(admin, id).orElseThrow();
    }

    private static CustomerDraft draft(Random random) {
        return TestDomain.draft(
                "many" + random.nextInt(3) + "@example.com",
                "+1416967111" + random.nextInt(3),
                "Jane" + random.nextInt(3),
                "Doe",
                random.nextBoolean() ? random.nextInt(100) + " Main Street" : null,
                random.nextInt(3) == 0 ? "notes ".repeat(random.nextInt(1, 1000)) : null);
    }

    private UUID vehicle(UUID customer, String vin) {
        UUID id = Ids.next();
        DOMAIN.transactions.write(tenant.id(), () -> {
            byte[] key = DOMAIN.jdbc.queryForObject(
                    "select wrapped_key from subject_key where tenant_id = ? and customer_id = ?",
                    byte[].class,
                    tenant.id().value(),
                    customer);
            return DOMAIN.jdbc.update(
                    """
                    insert into customer_vehicle (tenant_id, id, customer_id, make, model, year, vin, created_at,
                                                  updated_at, operation_id)
                    values (?, ?, ?, 'Honda', 'Accord', 2003, ?, clock_timestamp(), clock_timestamp(), ?)""",
                    tenant.id().value(),
                    id,
                    customer,
                    DOMAIN.keys.cipher(tenant.id()).subject(customer, key).encrypt(PiiField.VIN, vin),
                    DOMAIN.operations.record(admin, OperationKind.API, null, 1));
        });
        return id;
    }

    private void change(String sql, UUID id) {
        assertThat(DOMAIN.transactions.<Integer>write(tenant.id(), () -> DOMAIN.jdbc.update(sql, id)))
                .isEqualTo(1);
    }

    private static void assertProblem(ProblemCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
