package io.clientele.vehicle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.activity.ActivityType;
import io.clientele.activity.NewActivity;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.history.CapturedRows;
import io.clientele.organisation.Tenant;
import io.clientele.pii.PiiField;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantTransactions;
import io.clientele.vin.VinDecoder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.JsonNode;

@Tag("REQ-CM-B003")
@Tag("REQ-CM-B008")
class VehiclesIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    static Path directory;

    private static TestDomain stream;
    private static CapturedRows captured;

    private final Tenant tenant = DOMAIN.tenant();
    private final Actor admin = DOMAIN.admin(tenant);
    private final Actor owner = DOMAIN.professional(tenant);
    private final UUID jane = customer(owner);
    private final UUID john = customer(admin);

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
    void storesCiphertextAndAnswersInTheClear() {
        String vin = vin();
        VehicleDraft draft = new VehicleDraft(
                "Volkswagen", "Golf", 1999, vin, "cabx 123", "red", 120, null, "sold", "smells of dog");
        VehicleView.Full golf = DOMAIN.vehicles.create(owner, jane, draft, null).vehicle();

        assertThat(golf.vin()).isEqualTo(vin);
        assertThat(golf.licensePlate()).isEqualTo("CABX 123");
        assertThat(golf.status()).isEqualTo("sold");
        assertThat(DOMAIN.vehicles.find(owner, jane, golf.id())).isEqualTo(golf);
        assertThat(row(golf.id()).values())
                .map(value -> value instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : String.valueOf(value))
                .contains("Golf")
                .noneMatch(value -> value.contains(vin) || value.contains("CABX") || value.contains("smells"));
        assertThat(cipherDecrypts(jane, (byte[]) row(golf.id()).get("vin"))).isTrue();
    }

    @Test
    void keepsOnePrimaryThroughEveryChange() {
        VehicleView.Full first = add("First", null);
        VehicleView.Full second = add("Second", null);
        VehicleView.Full third = add("Third", true);
        assertThat(listed()).containsExactly("Third*", "Second", "First");

        change(first, 2, true); // its version is 2: the third took the designation from it
        assertThat(listed()).containsExactly("First*", "Third", "Second");
        change(first, 3, false);
        assertThat(listed()).containsExactly("Third*", "Second", "First");
        VehicleView.Full now = full(third.id());
        DOMAIN.vehicleUpdates.remove(owner, jane, third.id(), now.version(), null);
        assertThat(listed()).containsExactly("Second*", "First");
        DOMAIN.vehicleUpdates.remove(owner, jane, first.id(), full(first.id()).version(), null);
        change(second, full(second.id()).version(), false);
        assertThat(listed()).containsExactly("Second*");
    }

    @Test
    void keepsOnePrimaryWhileSixteenChangeIt() throws Exception {
        List<VehicleView.Full> fleet = atOnce(IntStream.range(0, 16)
                .<Callable<VehicleView.Full>>mapToObj(i -> () -> add("Car " + i, true))
                .toList());
        assertThat(listed()).hasSize(16).filteredOn(name -> name.endsWith("*")).hasSize(1);

        List<String> outcomes = atOnce(IntStream.range(0, 16)
                .<Callable<String>>mapToObj(i -> () -> changeWhateverItsVersion(fleet.get(i), i))
                .toList());
        assertThat(outcomes).filteredOn("done"::equals).hasSize(16);
        assertThat(listed()).hasSize(11).filteredOn(name -> name.endsWith("*")).hasSize(1);
    }

    /// Every third is removed, the others want to be primary.
    private String changeWhateverItsVersion(VehicleView.Full vehicle, int i) {
        while (true) {
            long version = full(vehicle.id()).version();
            try {
                if (i % 3 == 1) {
                    DOMAIN.vehicleUpdates.remove(owner, jane, vehicle.id(), version, null);
                } else {
                    change(vehicle, version, true);
                }
                return "done";
            } catch (ProblemException stale) {
                if (stale.code() != ProblemCode.STALE_VERSION) {
                    return stale.code().name();
                }
            }
        }
    }

    @Test
    void givesAVinToOneLiveVehicleOnly() throws Exception {
        String vin = vin();
        List<UUID> customers =
                IntStream.range(0, 16).mapToObj(i -> customer(admin)).toList();

        List<String> outcomes = atOnce(customers.stream()
                .<Callable<String>>map(customer -> () -> {
                    try {
                        DOMAIN.vehicles.create(admin, customer, draft("Golf", vin), null);
                        return "won";
                    } catch (ProblemException taken) {
                        return taken.code().name();
                    }
                })
                .toList());

        assertThat(outcomes).filteredOn("won"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("DUPLICATE_VIN"::equals).hasSize(15);
    }

    @Test
    @Tag("REQ-CM-B016")
    void namesTheVehicleWithTheSameVinOnlyToThoseWhoMayKnowOfIt() {
        String vin = vin();
        UUID holder = create(owner, jane, draft("Golf", vin)).id();
        Actor stranger = DOMAIN.professional(tenant);
        UUID own = customer(stranger);

        assertThat(problem(() -> create(admin, john, draft("Golf", vin))))
                .satisfies(taken -> assertThat(taken.code()).isEqualTo(ProblemCode.DUPLICATE_VIN))
                .satisfies(
                        taken -> assertThat(taken.see()).isEqualTo(Map.of("customer_id", jane, "vehicle_id", holder)));
        assertThat(problem(() -> create(stranger, own, draft("Golf", vin))).see())
                .isEmpty();
        DOMAIN.referrals.refer(owner, jane, stranger.professionalId(), null, null);
        assertThat(problem(() -> create(stranger, own, draft("Golf", vin))).see())
                .containsEntry("vehicle_id", holder);

        VehicleView.Full other = create(admin, john, draft("Golf", vin()));
        assertThat(problem(() -> DOMAIN.vehicleUpdates.change(
                                admin, john, other.id(), 1, current -> draft("Golf", vin), null))
                        .code())
                .isEqualTo(ProblemCode.DUPLICATE_VIN);
    }

    @Test
    void freesTheVinOfWhatWasRemovedAndOfADeletedCustomer() {
        String vin = vin();
        UUID removed = create(owner, jane, draft("Golf", vin)).id();
        DOMAIN.vehicleUpdates.remove(owner, jane, removed, 1, null);
        UUID left = create(admin, john, draft("Golf", vin)).id();
        DOMAIN.updates.delete(admin, john, 1, null);

        VehicleView.Full again = create(owner, jane, draft("Golf", vin));

        assertThat(again.vin()).isEqualTo(vin);
        DOMAIN.updates.restore(admin, john, 2, null);
        assertThat(DOMAIN.vehicles.list(admin, john)).isEmpty();
        assertThat(DOMAIN.vehicleHistory.page(admin, john, left, null, 10).entries())
                .singleElement()
                .isInstanceOfSatisfying(
                        VehicleEntry.Kept.class,
                        kept -> assertThat(kept.until()).isNotNull());
    }

    @Test
    void changesHandsAndComesBack() {
        add("Other", null);
        VehicleDraft draft =
                new VehicleDraft("Volkswagen", "Golf", 1999, vin(), "AB 12", null, 5, true, null, "winter tyres");
        VehicleView.Full golf = create(owner, jane, draft);
        byte[] before = (byte[]) row(golf.id()).get("vin");

        VehicleView.Full johns = DOMAIN.vehicleTransfers.transfer(admin, jane, golf.id(), 1, john, "sold it", null);

        assertThat(johns)
                .usingRecursiveComparison()
                .ignoringFields("customerId", "version", "updatedAt")
                .isEqualTo(golf);
        assertThat(listed()).containsExactly("Other*");
        byte[] after = (byte[]) row(golf.id()).get("vin");
        assertThat(after).isNotEqualTo(before);
        assertThat(cipherDecrypts(jane, after)).isFalse();
        assertThat(cipherDecrypts(john, after)).isTrue();

        ProblemException moved = problem(() -> DOMAIN.vehicles.find(admin, jane, golf.id()));
        assertThat(moved.code()).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(moved.see()).isEqualTo(Map.of("customer_id", john, "vehicle_id", golf.id()));
        ProblemException hidden = problem(() -> DOMAIN.vehicles.find(owner, jane, golf.id()));
        assertThat(hidden.see()).isEmpty();
        assertThat(hidden.detail()).contains("transferred");

        VehicleView.Full back = DOMAIN.vehicleTransfers.transfer(
                admin, john, golf.id(), johns.version(), jane, "it was a mistake", null);

        assertThat(back)
                .usingRecursiveComparison()
                .ignoringFields("version", "updatedAt")
                .isEqualTo(golf);
        assertThat(row(golf.id()).get("vin")).isEqualTo(before);
        assertThat(listed()).containsExactly("Golf*", "Other");
        assertThat(DOMAIN.vehicles.list(admin, john)).isEmpty();
    }

    @Test
    @Tag("REQ-CM-B016")
    void needsBothCustomersInFullForATransfer() {
        VehicleView.Full golf = create(owner, jane, draft("Golf", vin()));
        Actor stranger = DOMAIN.professional(tenant);
        DOMAIN.referrals.refer(owner, jane, stranger.professionalId(), null, null);
        UUID own = customer(stranger);

        assertThat(problem(() -> transfer(owner, jane, golf, john, "why")).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/to_customer_id"));
        assertProblem(ProblemCode.FORBIDDEN, () -> transfer(stranger, jane, golf, own, "mine"));
        DOMAIN.referrals.refer(admin, john, owner.professionalId(), null, null);
        assertProblem(ProblemCode.FORBIDDEN, () -> transfer(owner, jane, golf, john, "limited"));
        assertThat(problem(() -> transfer(owner, jane, golf, jane, " ")).errors())
                .hasSize(2);
        assertProblem(
                ProblemCode.STALE_VERSION,
                () -> DOMAIN.vehicleTransfers.transfer(admin, jane, golf.id(), 7, john, "why", null));
        assertProblem(ProblemCode.NOT_FOUND, () -> transfer(DOMAIN.professional(tenant), jane, golf, own, "why"));
    }

    @Test
    @Tag("REQ-CM-B016")
    void showsTheReferredNothingThatLeadsToAPerson() {
        VehicleView.Full golf = create(owner, jane, draft("Golf", vin()));
        Actor referred = DOMAIN.professional(tenant);
        assertProblem(ProblemCode.NOT_FOUND, () -> DOMAIN.vehicles.list(referred, jane));
        DOMAIN.referrals.refer(owner, jane, referred.professionalId(), null, null);

        assertThat(DOMAIN.vehicles.list(referred, jane))
                .containsExactly(
                        new VehicleView.Limited(golf.id(), jane, "Volkswagen", "Golf", 1999, null, "owned", 1));
        assertProblem(ProblemCode.FORBIDDEN, () -> create(referred, jane, draft("Golf", null)));
        assertProblem(ProblemCode.FORBIDDEN, () -> DOMAIN.vehicleHistory.page(referred, jane, golf.id(), null, 5));
        assertProblem(ProblemCode.FORBIDDEN, () -> DOMAIN.vehicleUpdates.remove(referred, jane, golf.id(), 1, null));
    }

    @Test
    void tellsTheWholeStoryInPages() {
        VehicleView.Full golf = create(owner, jane, draft("Golf", null));
        DOMAIN.vehicleUpdates.change(owner, jane, golf.id(), 1, current -> mileage(50_000), null);
        Instant serviced = Instant.now().truncatedTo(ChronoUnit.MICROS);
        DOMAIN.activities.append(tenant.id(), List.of(service(jane, golf.id(), serviced, "new brakes")));
        SavedVehicle back = DOMAIN.vehicleUpdates.change(owner, jane, golf.id(), 2, current -> mileage(40_000), null);
        SavedVehicle on = DOMAIN.vehicleUpdates.change(owner, jane, golf.id(), 3, current -> mileage(41_000), null);
        DOMAIN.vehicleTransfers.transfer(admin, jane, golf.id(), 4, john, "sold it", null);

        assertThat(back.warnings()).extracting(VehicleWarning::code).contains("MILEAGE_BACKWARDS");
        assertThat(on.warnings()).extracting(VehicleWarning::code).doesNotContain("MILEAGE_BACKWARDS");
        assertThat(story(admin, golf.id()))
                .containsExactly(
                        "sold it, kept by " + john, "41000", "40000", "new brakes", "50000", "null, kept by " + jane);
        // The new customer's owner knows nothing of Jane.
        Actor johns = DOMAIN.professional(tenant);
        DOMAIN.ownership.transfer(admin, john, Objects.requireNonNull(johns.professionalId()), "holiday", 1, null);
        assertThat(story(johns, golf.id()))
                .containsExactly("sold it, kept by " + john, "41000", "40000", "null", "50000", "null, kept by null");
        assertProblem(
                ProblemCode.MALFORMED_REQUEST, () -> DOMAIN.vehicleHistory.page(admin, john, golf.id(), "bm9wZQ", 2));
    }

    @Test
    @Tag("REQ-CM-B002")
    @Tag("REQ-CM-B017")
    void tellsWhatWasChangedUnderEachKeeper() {
        VehicleView.Full golf = create(
                owner,
                jane,
                new VehicleDraft("Volkswagen", "Golf", 1999, vin(), "AB 12", null, null, null, null, null));
        captured.vehicle(tenant.id(), golf.id());
        paint(owner, jane, golf, 1, "CD 34", "red", 10, null);
        paint(owner, jane, golf, 2, "CD 34", "red", null, null);
        DOMAIN.vehicleTransfers.transfer(admin, jane, golf.id(), 3, john, "sold it", null);
        captured.vehicle(tenant.id(), golf.id());
        paint(admin, john, golf, 4, "CD 34", "blue", null, "winter tyres");
        DOMAIN.vehicleTransfers.transfer(admin, john, golf.id(), 5, jane, "a mistake", null);
        captured.vehicle(tenant.id(), golf.id());
        DOMAIN.vehicleTransfers.transfer(admin, jane, golf.id(), 6, john, "none", null);
        captured.vehicle(tenant.id(), golf.id());
        DOMAIN.vehicleUpdates.remove(admin, john, golf.id(), 7, null);
        captured.vehicle(tenant.id(), golf.id());

        assertThat(story(admin, golf.id()))
                .containsExactly(
                        "deleted is_primary true>false",
                        "none, kept by " + john,
                        "a mistake, kept by " + jane,
                        "updated color red>blue, notes null>winter tyres",
                        "sold it, kept by " + john,
                        "updated mileage 10>null",
                        "10",
                        "updated color null>red, license_plate AB 12>CD 34",
                        "null, kept by " + jane);
        assertThat(DOMAIN.vehicleHistory.page(admin, john, golf.id(), null, 50).entries())
                .filteredOn(VehicleEntry.Changed.class::isInstance)
                .last()
                .isInstanceOfSatisfying(VehicleEntry.Changed.class, changed -> {
                    assertThat(changed.changedBy()).isEqualTo(owner.userId());
                    assertThat(changed.customerId()).isEqualTo(jane);
                    assertThat(changed.operationKind()).isEqualTo("api");
                });

        // The new customer's owner knows nothing of Jane.
        Actor johns = DOMAIN.professional(tenant);
        DOMAIN.ownership.transfer(admin, john, Objects.requireNonNull(johns.professionalId()), "holiday", 1, null);
        assertThat(story(johns, golf.id()))
                .contains("updated color null>red, license_plate null>null")
                .contains("updated color red>blue, notes null>winter tyres");

        assertThat(DOMAIN.transactions.<Integer>write(
                        tenant.id(),
                        () -> DOMAIN.jdbc.update(
                                "update subject_key set wrapped_key = null, destroyed_at = now() where customer_id = ?",
                                jane)))
                .isEqualTo(1);
        assertThat(story(admin, golf.id()))
                .contains("updated color null>null, license_plate null>null, erased")
                .contains("updated color red>blue, notes null>winter tyres");
    }

    private void paint(
            Actor actor,
            UUID customer,
            VehicleView.Full vehicle,
            long version,
            String plate,
            String color,
            @Nullable Integer mileage,
            @Nullable String notes) {
        DOMAIN.vehicleUpdates.change(
                actor,
                customer,
                vehicle.id(),
                version,
                now -> new VehicleDraft(
                        now.make(), now.model(), now.year(), now.vin(), plate, color, mileage, null, null, notes),
                null);
        captured.vehicle(tenant.id(), vehicle.id());
    }

    private static String told(VehicleEntry.Changed changed) {
        return changed.change() + " "
                + changed.fields().stream()
                        .map(field -> field.field() + " " + text(field.from()) + ">" + text(field.to()))
                        .collect(Collectors.joining(", "))
                + (changed.erased() ? ", erased" : "");
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.asString();
    }

    private List<String> story(Actor viewer, UUID vehicle) {
        List<String> story = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            VehicleHistory.Page page = DOMAIN.vehicleHistory.page(viewer, john, vehicle, cursor, 2);
            page.entries()
                    .forEach(entry -> story.add(
                            switch (entry) {
                                case VehicleEntry.Kept kept -> kept.reason() + ", kept by " + kept.customerId();
                                case VehicleEntry.Serviced service -> String.valueOf(service.description());
                                case VehicleEntry.Read read -> String.valueOf(read.mileage());
                                case VehicleEntry.Changed changed -> told(changed);
                            }));
            cursor = page.next();
        } while (cursor != null);
        return story;
    }

    @Test
    void readsInTwoStatements() {
        UUID golf = create(owner, jane, draft("Golf", vin())).id();
        for (int i = 0; i < 5; i++) {
            add("Car " + i, null);
        }
        AtomicInteger statements = new AtomicInteger();
        JdbcTemplate counting = new JdbcTemplate(Objects.requireNonNull(DOMAIN.jdbc.getDataSource())) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                statements.incrementAndGet();
                super.applyStatementSettings(statement);
            }
        };
        Clock clock = Clock.systemUTC();
        TenantTransactions transactions =
                new TenantTransactions(counting, new JdbcTransactionManager(counting.getDataSource()));
        Vehicles vehicles = new Vehicles(
                counting,
                new VehicleValidation(new VinDecoder(clock), clock),
                DOMAIN.operations,
                DOMAIN.keys,
                transactions,
                clock);

        assertThat(vehicles.list(owner, jane)).hasSize(6);
        assertThat(statements.getAndSet(0)).isEqualTo(2);
        assertThat(vehicles.find(owner, jane, golf).id()).isEqualTo(golf);
        assertThat(statements.get()).isEqualTo(2);
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }

    private UUID customer(Actor actor) {
        String email = "c" + NUMBER.incrementAndGet() + "@example.com";
        return DOMAIN.customers
                .create(actor, TestDomain.draft(email, "+14169671111", "A", "B"), null)
                .id();
    }

    /// Of a European maker, for whom the ninth character is no check digit.
    private static String vin() {
        return "WVWZZZ1JZXW%06d".formatted(NUMBER.incrementAndGet());
    }

    private static VehicleDraft draft(String model, @Nullable String vin) {
        return new VehicleDraft("Volkswagen", model, 1999, vin, null, null, null, null, null, null);
    }

    private static VehicleDraft mileage(int mileage) {
        return new VehicleDraft("Volkswagen", "Golf", 1999, null, null, null, mileage, null, null, null);
    }

    private VehicleView.Full add(String model, @Nullable Boolean primary) {
        return create(
                owner, jane, new VehicleDraft("Volkswagen", model, 1999, null, null, null, null, primary, null, null));
    }

    private static VehicleView.Full create(Actor actor, UUID customer, VehicleDraft draft) {
        return DOMAIN.vehicles.create(actor, customer, draft, null).vehicle();
    }

    private void change(VehicleView.Full vehicle, long version, boolean primary) {
        DOMAIN.vehicleUpdates.change(
                owner,
                jane,
                vehicle.id(),
                version,
                now -> new VehicleDraft(
                        now.make(), now.model(), now.year(), null, null, null, null, primary, null, null),
                null);
    }

    private static void transfer(Actor actor, UUID from, VehicleView.Full vehicle, UUID to, String reason) {
        DOMAIN.vehicleTransfers.transfer(actor, from, vehicle.id(), vehicle.version(), to, reason, null);
    }

    private VehicleView.Full full(UUID id) {
        return (VehicleView.Full) DOMAIN.vehicles.find(owner, jane, id);
    }

    /// Jane's vehicles as answered, the primary one with a star.
    private List<String> listed() {
        return DOMAIN.vehicles.list(owner, jane).stream()
                .map(VehicleView.Full.class::cast)
                .map(vehicle -> vehicle.model() + (vehicle.isPrimary() ? "*" : ""))
                .toList();
    }

    private Map<String, Object> row(UUID id) {
        return DOMAIN.transactions.read(
                tenant.id(),
                () -> DOMAIN.jdbc.queryForMap(
                        "select * from customer_vehicle where tenant_id = ? and id = ?",
                        tenant.id().value(),
                        id));
    }

    private boolean cipherDecrypts(UUID customer, byte[] vin) {
        byte[] key = DOMAIN.transactions.read(
                tenant.id(),
                () -> DOMAIN.jdbc.queryForObject(
                        "select wrapped_key from subject_key where tenant_id = ? and customer_id = ?",
                        byte[].class,
                        tenant.id().value(),
                        customer));
        try {
            DOMAIN.keys
                    .cipher(tenant.id())
                    .subject(customer, Objects.requireNonNull(key))
                    .decrypt(PiiField.VIN, vin);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    private NewActivity service(UUID customer, UUID vehicle, Instant at, String description) {
        return new NewActivity(
                Ids.next(),
                customer,
                owner.professionalId(),
                ActivityType.SERVICE.text(),
                description,
                null,
                "vehicle",
                vehicle,
                at,
                owner.userId(),
                Ids.next());
    }

    private static ProblemException problem(ThrowingCallable call) {
        List<ProblemException> caught = new ArrayList<>();
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, caught::add);
        return caught.getFirst();
    }

    private static void assertProblem(ProblemCode code, ThrowingCallable call) {
        assertThat(problem(call).code()).isEqualTo(code);
    }
}
