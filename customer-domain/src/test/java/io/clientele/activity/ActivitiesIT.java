package io.clientele.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.customer.CustomerView;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.ownership.OwnershipTransfer;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import tools.jackson.databind.json.JsonMapper;

@Tag("REQ-CM-B004")
@Tag("REQ-CM-B009")
class ActivitiesIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TestDomain DOMAIN = TestDomain.gateway(DATABASE);
    private final Tenant tenant = DOMAIN.tenant();
    private final Actor admin = DOMAIN.admin(tenant);
    private final Actor owner = DOMAIN.professional(tenant);
    private final UUID customer = customerOf(owner);

    @AfterAll
    static void drop() {
        DOMAIN.close();
        DATABASE.close();
    }

    @Test
    void logsEncryptedAndLeavesTheCustomerRowAlone() {
        ActivityView.Full logged = (ActivityView.Full) DOMAIN.customerActivities.log(
                owner, customer, draft("service", " Brakes of Zoë changed ", "{\"minutes\": 40}"), null);

        assertThat(DOMAIN.customerActivities.find(admin, customer, logged.id(), false))
                .isEqualTo(logged);
        assertThat(logged.description()).isEqualTo("Brakes of Zoë changed");
        assertThat(logged.metadata()).isEqualTo(JsonMapper.shared().readTree("{\"minutes\":40}"));
        assertThat(logged.professionalId()).isEqualTo(owner.professionalId());
        assertThat(logged.createdBy()).isEqualTo(owner.userId());
        byte[] stored = inTenant(() -> DOMAIN.jdbc.queryForObject(
                "select description || metadata from customer_activity where tenant_id = ? and id = ?",
                byte[].class,
                tenant.id().value(),
                logged.id()));
        assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("Brakes", "minutes");
        CustomerView.Full view =
                (CustomerView.Full) DOMAIN.customers.find(admin, customer).orElseThrow();
        assertThat(view.lastActivityAt()).isEqualTo(logged.createdAt());
        assertThat(view.version()).isEqualTo(1);
    }

    @Test
    void reportsAllThatIsWrongAtOnce() {
        UUID foreignVehicle = vehicle(customerOf(owner));
        ActivityDraft draft = new ActivityDraft(
                "party",
                "<script>",
                JsonMapper.shared().readTree("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{}}}}}}"),
                "vehicle",
                foreignVehicle.toString(),
                UUID.randomUUID().toString());

        assertThat(errors(draft))
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactlyInAnyOrder(
                        tuple("/activity_type", ProblemCode.INVALID_CHOICE),
                        tuple("/description", ProblemCode.UNSAFE_TEXT),
                        tuple("/metadata", ProblemCode.TOO_LONG),
                        tuple("/related_entity_id", ProblemCode.INVALID_CHOICE),
                        tuple("/corrects_activity_id", ProblemCode.INVALID_CHOICE));
        assertThat(errors(new ActivityDraft(null, " ", JsonMapper.shared().readTree("[1]"), "vehicle", null, "x")))
                .extracting(FieldError::pointer)
                .containsExactlyInAnyOrder(
                        "/activity_type", "/description", "/metadata", "/related_entity_id", "/corrects_activity_id");
        assertThat(errors(draft("service", "x", "{\"text\":\"" + "x".repeat(CheckedDraft.MAX_METADATA_BYTES) + "\"}")))
                .singleElement()
                .isEqualTo(new FieldError("metadata", ProblemCode.TOO_LONG, "at most 8192 bytes of JSON"));
        assertThat(errors(draft("service", "x".repeat(CheckedDraft.MAX_DESCRIPTION + 1), null)))
                .extracting(FieldError::code)
                .containsExactly(ProblemCode.TOO_LONG);
        assertThat(all(admin)).isEmpty();
    }

    @Test
    void pagesShowEachActivityOnceWhileOthersAreLogged() {
        List<UUID> logged = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            logged.add(log(owner, "communication", "call " + i));
        }

        List<UUID> seen = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            ActivityList.Page page = DOMAIN.activityList.page(owner, customer, ActivityFilter.all(), false, cursor, 10);
            page.activities().forEach(activity -> seen.add(activity.id()));
            cursor = page.next();
            log(owner, "communication", "meanwhile");
        } while (cursor != null);

        assertThat(seen).containsExactlyElementsOf(logged.reversed());
        String elsewhere = Objects.requireNonNull(DOMAIN.activityList
                .page(owner, customer, ActivityFilter.all(), false, null, 1)
                .next());
        assertProblem(
                ProblemCode.MALFORMED_REQUEST,
                () -> DOMAIN.activityList.page(owner, customerOf(owner), ActivityFilter.all(), false, elsewhere, 1));
    }

    @Test
    void narrowsByTypeTimeProfessionalAndRelatedEntity() {
        UUID vehicle = vehicle(customer);
        UUID inquiry = log(owner, "inquiry", "asked");
        UUID service = logRelated("service", "vehicle", vehicle);
        UUID call = log(admin, "communication", "called");
        Instant serviceAt = full(service).createdAt();

        assertThat(ids(new ActivityFilter(
                        List.of(ActivityType.INQUIRY, ActivityType.COMMUNICATION),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)))
                .containsExactly(call, inquiry);
        assertThat(ids(new ActivityFilter(List.of(), serviceAt, null, null, null, null, null, null)))
                .containsExactly(call, service);
        assertThat(ids(new ActivityFilter(List.of(), null, serviceAt, null, null, null, null, null)))
                .containsExactly(inquiry);
        assertThat(ids(new ActivityFilter(List.of(), null, null, owner.professionalId(), null, null, null, null)))
                .containsExactly(service, inquiry);
        assertThat(ids(new ActivityFilter(List.of(), null, null, null, vehicle, null, null, null)))
                .containsExactly(service);
        assertThat(ids(new ActivityFilter(List.of(), null, null, null, null, "vehicle", vehicle, null)))
                .containsExactly(service);
        assertThat(ids(new ActivityFilter(List.of(), null, null, null, null, "inquiry", null, null)))
                .isEmpty();
    }

    @Test
    void resolvesRelatedEntitiesInAsManyStatementsHoweverManyThereAre() {
        UUID vehicle = vehicle(customer);
        UUID work = UUID.randomUUID();
        UUID transfer = DOMAIN.ownership.history(admin, customer).getFirst().id();
        UUID referral = refer(customer, DOMAIN.professional(tenant));
        UUID first = logRelated("service", "vehicle", vehicle);
        logRelated("service", "work_order", work);
        logRelated("status_change", "ownership_transfer", transfer);
        logRelated("referral", "referral", referral);
        logRelated("communication", "professional", Objects.requireNonNull(owner.professionalId()));
        logRelated("communication", "customer", customer);
        logRelated("communication", "activity", first);
        int few = statements();
        for (int i = 0; i < 10; i++) {
            logRelated("service", "vehicle", vehicle(customer));
        }

        assertThat(statements()).isEqualTo(few).isEqualTo(3 + 6);
        List<@Nullable RelatedEntity> related =
                DOMAIN.activityList.page(admin, customer, ActivityFilter.all(), true, null, 50).activities().stream()
                        .map(activity -> ((ActivityView.Full) activity).related())
                        .toList();
        assertThat(related)
                .hasSize(17)
                .contains(
                        new RelatedEntity.Vehicle("vehicle", vehicle, "Honda", "Civic", 2019, "owned"),
                        new RelatedEntity.Other("work_order", work),
                        new RelatedEntity.Customer("customer", customer, "active", owner.professionalId()))
                .hasAtLeastOneElementOfType(RelatedEntity.OwnershipTransfer.class)
                .hasAtLeastOneElementOfType(RelatedEntity.Referral.class)
                .hasAtLeastOneElementOfType(RelatedEntity.Professional.class)
                .hasAtLeastOneElementOfType(RelatedEntity.Activity.class);
    }

    @Test
    void correctsByAnotherActivity() {
        UUID wrong = log(owner, "service", "changed the front tyres");
        UUID right = ((ActivityView.Full) DOMAIN.customerActivities.log(
                        admin,
                        customer,
                        new ActivityDraft("service", "changed the rear tyres", null, null, null, wrong.toString()),
                        null))
                .id();

        assertThat(full(right).correctsActivityId()).isEqualTo(wrong);
        assertThat(full(right).correctedBy()).isNull();
        assertThat(full(wrong).correctedBy()).isEqualTo(right);
        assertThat(full(wrong).description()).isEqualTo("changed the front tyres");
        assertThatThrownBy(() -> inTenant(() -> DOMAIN.jdbc.update("update customer_activity set activity_type = 'x'")))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    @Tag("REQ-CM-B016")
    void showsReferredProfessionalsThatSomethingHappenedAndLetsThemLog() {
        UUID theirs = log(owner, "service", "a secret");
        Actor referred = DOMAIN.professional(tenant);
        refer(customer, referred);

        ActivityView own =
                DOMAIN.customerActivities.log(referred, customer, draft("communication", "called", null), null);
        assertThat(own).isInstanceOf(ActivityView.Limited.class);
        assertThat(all(referred))
                .allSatisfy(activity -> assertThat(activity).isInstanceOf(ActivityView.Limited.class))
                .extracting(ActivityView::id)
                .containsExactly(own.id(), theirs);
        assertProblem(
                ProblemCode.FORBIDDEN,
                () -> DOMAIN.activityList.page(referred, customer, text("secret"), false, null, 10));
        assertThat(errors(referred, new ActivityDraft("service", "x", null, null, null, theirs.toString())))
                .extracting(FieldError::expected)
                .containsExactly("an activity of this customer that you logged");
        assertThat(DOMAIN.customerActivities.log(
                        referred,
                        customer,
                        new ActivityDraft(
                                "service", "x", null, null, null, own.id().toString()),
                        null))
                .isNotNull();
        assertThat(DOMAIN.ownership.owner(admin, customer).professionalId()).isEqualTo(owner.professionalId());
    }

    @Test
    @Tag("REQ-CM-B016")
    void tellsAStrangerNothing() {
        Actor stranger = DOMAIN.professional(tenant);
        UUID activity = log(owner, "service", "x");

        for (UUID id : List.of(customer, UUID.randomUUID())) {
            assertProblem(ProblemCode.NOT_FOUND, () -> DOMAIN.customerActivities.find(stranger, id, activity, false));
            assertProblem(
                    ProblemCode.NOT_FOUND, () -> DOMAIN.activityList.page(stranger, id, text("x"), false, null, 10));
            assertProblem(
                    ProblemCode.NOT_FOUND,
                    () -> DOMAIN.customerActivities.log(
                            stranger, id, new ActivityDraft(null, null, null, null, null, null), null));
        }
        assertProblem(
                ProblemCode.NOT_FOUND,
                () -> DOMAIN.customerActivities.find(DOMAIN.admin(DOMAIN.tenant()), customer, activity, false));
    }

    @Test
    @Tag("REQ-CM-B011")
    void makesTheFirstOfManyProfessionalsTheOwnerAndRefusesTheOthers() throws Exception {
        UUID unowned = customerOf(admin);
        List<Actor> professionals =
                Stream.generate(() -> DOMAIN.professional(tenant)).limit(8).toList();
        assertProblem(
                ProblemCode.NOT_FOUND,
                () -> DOMAIN.activityList.page(
                        professionals.getFirst(), unowned, ActivityFilter.all(), false, null, 10));

        int winners = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> all = professionals.stream()
                    .<Callable<Boolean>>map(professional -> () -> engages(professional, unowned))
                    .toList();
            for (Future<Boolean> won : threads.invokeAll(all)) {
                winners += won.get() ? 1 : 0;
            }
        }

        assertThat(winners).isEqualTo(1);
        List<ActivityView> log = DOMAIN.activityList
                .page(admin, unowned, ActivityFilter.all(), false, null, 10)
                .activities();
        assertThat(log).hasSize(1);
        assertThat(DOMAIN.ownership.history(admin, unowned))
                .singleElement()
                .extracting(OwnershipTransfer::newOwnerId, OwnershipTransfer::reason)
                .containsExactly(((ActivityView.Full) log.getFirst()).professionalId(), "logged the first activity");
        assertThat(DOMAIN.customers.find(admin, unowned).map(view -> ((CustomerView.Full) view).version()))
                .contains(2L);
    }

    private static boolean engages(Actor professional, UUID unowned) {
        try {
            ActivityView logged =
                    DOMAIN.customerActivities.log(professional, unowned, draft("inquiry", "answered", null), null);
            assertThat(logged).isInstanceOf(ActivityView.Full.class);
            return true;
        } catch (ProblemException lost) {
            assertThat(lost.code()).isEqualTo(ProblemCode.NOT_FOUND);
            return false;
        }
    }

    @Test
    void findsWordsWhateverTheirCaseAndAccents() {
        UUID strasse = log(owner, "service", "Zoë wartet in der Hauptstraße");
        UUID metadata = ((ActivityView.Full) DOMAIN.customerActivities.log(
                        owner, customer, draft("service", "parts", "{\"part\":{\"names\":[\"Façade lamp\"]}}"), null))
                .id();

        assertThat(ids(text("ZOE hauptSTRASSE"))).containsExactly(strasse);
        assertThat(ids(text("facade"))).containsExactly(metadata);
        assertThat(ids(text("names"))).isEmpty();
        assertThat(ids(text("zoe façade"))).isEmpty();
    }

    @Test
    void opensABoundedNumberOfActivitiesASearchPage() {
        UUID needle = log(owner, "service", "the needle");
        inTenant(() ->
                DOMAIN.jdbc.update("""
                insert into customer_activity (tenant_id, id, customer_id, activity_type, description, created_at,
                    operation_id)
                select a.tenant_id, gen_random_uuid(), a.customer_id, 'service', b.description,
                    a.created_at + i * interval '1 second', a.operation_id
                from customer_activity a, customer_activity b, generate_series(1, 2 * ?) i
                where a.tenant_id = ? and a.id = ? and b.tenant_id = a.tenant_id and b.id = ?""", ActivityList.SCAN, tenant.id().value(), needle, log(owner, "service", "hay")));

        List<Integer> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            ActivityList.Page page = DOMAIN.activityList.page(owner, customer, text("needle"), false, cursor, 10);
            found.add(page.activities().size());
            cursor = page.next();
        } while (cursor != null);
        assertThat(found).containsExactly(0, 0, 1);
    }

    // ---- what the tests are made of ---------------------------------------------------------------------------------

    private UUID customerOf(Actor actor) {
        return DOMAIN.customers
                .create(actor, TestDomain.draft(Ids.next() + "@example.com", "+14169671111", "Zoë", "B"), null)
                .id();
    }

    private UUID vehicle(UUID of) {
        UUID id = Ids.next();
        inTenant(() -> DOMAIN.jdbc.update("""
                insert into customer_vehicle (tenant_id, id, customer_id, make, model, year, created_at, updated_at,
                    operation_id)
                values (?, ?, ?, 'Honda', 'Civic', 2019, now(), now(), ?)""", tenant.id().value(), id, of, Ids.next()));
        return id;
    }

    private UUID refer(UUID of, Actor to) {
        UUID id = Ids.next();
        inTenant(() -> DOMAIN.jdbc.update("""
                insert into referral (tenant_id, id, customer_id, to_professional_id, created_at, operation_id)
                values (?, ?, ?, ?, now(), ?)""", tenant.id().value(), id, of, to.professionalId(), Ids.next()));
        return id;
    }

    private <T> T inTenant(java.util.function.Supplier<T> work) {
        return DOMAIN.transactions.write(tenant.id(), work);
    }

    private static ActivityDraft draft(String type, String description, @Nullable String metadata) {
        return new ActivityDraft(
                type, description, metadata == null ? null : JsonMapper.shared().readTree(metadata), null, null, null);
    }

    private static ActivityFilter text(String text) {
        return new ActivityFilter(List.of(), null, null, null, null, null, null, text);
    }

    private UUID log(Actor actor, String type, String description) {
        return DOMAIN.customerActivities
                .log(actor, customer, draft(type, description, null), null)
                .id();
    }

    private UUID logRelated(String type, String relatedType, UUID relatedId) {
        return DOMAIN.customerActivities
                .log(
                        owner,
                        customer,
                        new ActivityDraft(type, "about it", null, relatedType, relatedId.toString(), null),
                        null)
                .id();
    }

    private ActivityView.Full full(UUID id) {
        return (ActivityView.Full) DOMAIN.customerActivities.find(admin, customer, id, false);
    }

    private List<UUID> ids(ActivityFilter filter) {
        return DOMAIN.activityList.page(admin, customer, filter, false, null, 50).activities().stream()
                .map(ActivityView::id)
                .toList();
    }

    private List<ActivityView> all(Actor viewer) {
        return DOMAIN.activityList
                .page(viewer, customer, ActivityFilter.all(), false, null, 50)
                .activities();
    }

    /// How many statements a page with related entities takes.
    private int statements() {
        int[] count = {0};
        JdbcTemplate counting = new JdbcTemplate(Objects.requireNonNull(DOMAIN.jdbc.getDataSource())) {
            @Override
            public <T extends @Nullable Object> T query(
                    PreparedStatementCreator creator,
                    @Nullable PreparedStatementSetter setter,
                    ResultSetExtractor<T> extractor) {
                count[0]++;
                return super.query(creator, setter, extractor);
            }
        };
        new ActivityList(counting, DOMAIN.keys, DOMAIN.transactions)
                .page(admin, customer, ActivityFilter.all(), true, null, 50);
        return count[0];
    }

    private List<FieldError> errors(ActivityDraft draft) {
        return errors(owner, draft);
    }

    private List<FieldError> errors(Actor actor, ActivityDraft draft) {
        try {
            DOMAIN.customerActivities.log(actor, customer, draft, null);
        } catch (ProblemException refused) {
            return refused.errors();
        }
        throw new AssertionError("the activity was logged");
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static void assertProblem(ProblemCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
