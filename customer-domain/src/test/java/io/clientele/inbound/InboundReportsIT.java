package io.clientele.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.activity.ActivityFilter;
import io.clientele.activity.ActivityView;
import io.clientele.activity.NewActivity;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.inbound.InboundReports.Outcome;
import io.clientele.organisation.Tenant;
import io.clientele.ownership.Engagement;
import io.clientele.ownership.Ownership;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports taken as the role of the stream, beside what people do through the gateway.
@Tag("REQ-CM-B004")
@Tag("REQ-CM-B011")
class InboundReportsIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Instant TIME = Instant.parse("2026-11-20T08:00:00.123456Z");

    @TempDir
    static Path directory;

    private static TestDomain gateway;
    private static TestDomain stream;

    private final Tenant tenant = gateway.tenant();
    private final Actor admin = gateway.admin(tenant);
    private final Actor ann = gateway.professional(tenant);
    private final Actor bob = gateway.professional(tenant);

    @BeforeAll
    static void connect() throws IOException {
        gateway = new TestDomain(DATABASE, DatabaseRole.GATEWAY, directory, 8);
        stream = new TestDomain(DATABASE, DatabaseRole.STREAM, directory, 8);
    }

    @AfterAll
    static void drop() {
        stream.close();
        gateway.close();
        DATABASE.close();
    }

    @Test
    void makesTheFirstWhoAnswersTheOwnerAndLogsBoth() {
        UUID customer = customer();

        InboundReports.Taken taken = take(answered(customer, ann), answered(customer, bob));

        assertThat(taken).isEqualTo(new InboundReports.Taken(2, Map.of(Outcome.ASSIGNED, 1, Outcome.OWNED, 1)));
        assertThat(gateway.ownership.owner(admin, customer)).isEqualTo(new Ownership.Owner(ann.professionalId(), 2));
        assertThat(gateway.ownership.history(admin, customer)).singleElement().satisfies(first -> {
            assertThat(first.newOwnerId()).isEqualTo(ann.professionalId());
            assertThat(first.reason()).isEqualTo("responded to an inquiry");
            assertThat(first.transferredBy()).isEqualTo(ann.professionalId());
        });
        assertThat(activities(customer))
                .extracting(ActivityView.Full::activityType, ActivityView.Full::professionalId)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("inquiry", ann.professionalId()),
                        org.assertj.core.groups.Tuple.tuple("inquiry", bob.professionalId()));
    }

    @Test
    void recordsTheAssignmentUnderTheReportsOperationThatItsActivityNames() throws SQLException {
        UUID customer = customer();
        InboundReport report = report(customer, ann, Engagement.ACCEPTED_REFERRAL, "referral", TIME);

        take(report);

        assertThat(number("""
                select count(*) from operation o
                join customer c on c.tenant_id = o.tenant_id and c.operation_id = o.id
                join customer_activity a on a.tenant_id = o.tenant_id and a.operation_id = o.id
                join customer_ownership_history h on h.tenant_id = o.tenant_id and h.operation_id = o.id
                where o.kind = 'assignment' and o.actor_role = 'service' and o.id = '%s'
                """.formatted(report.activity().operationId()))).isOne();
    }

    @Test
    void changesNothingWhenEverythingIsReportedAgainEvenWithAnotherTime() throws SQLException {
        UUID customer = customer();
        InboundReport first = answered(customer, ann);
        InboundReport second = answered(customer, bob);
        take(first, second);
        long version = gateway.ownership.owner(admin, customer).version();
        gateway.ownership.transfer(admin, customer, bob.professionalId(), "holiday", version, null);
        List<Long> before = counts();

        assertThat(take(second, first, first).logged()).isZero();
        assertThat(take(at(first, TIME.plusSeconds(60))).logged()).isZero();

        assertThat(counts()).isEqualTo(before);
        assertThat(gateway.ownership.owner(admin, customer).professionalId()).isEqualTo(bob.professionalId());
    }

    @Test
    void makesOneOwnerOfManyWhoAnswerAcceptAndLogAtTheSameMoment() throws Exception {
        UUID customer = customer();
        List<Callable<Boolean>> claims = new ArrayList<>();
        // The pools have eight connections each: all sixteen are in the database at once.
        CyclicBarrier together = new CyclicBarrier(16);
        for (int i = 0; i < 8; i++) {
            Actor reported = gateway.professional(tenant);
            Actor logging = gateway.professional(tenant);
            claims.add(() -> {
                together.await(30, TimeUnit.SECONDS);
                return take(answered(customer, reported)).claims().containsKey(Outcome.ASSIGNED);
            });
            claims.add(() -> {
                together.await(30, TimeUnit.SECONDS);
                return logs(customer, logging);
            });
        }

        List<Boolean> won;
        try (ExecutorService threads = Executors.newFixedThreadPool(claims.size())) {
            won = threads.invokeAll(claims).stream().map(Future::resultNow).toList();
        }

        assertThat(won).containsOnlyOnce(true).hasSize(16);
        UUID owner = gateway.ownership.owner(admin, customer).professionalId();
        assertThat(gateway.ownership.owner(admin, customer).version()).isEqualTo(2);
        assertThat(gateway.ownership.history(admin, customer))
                .singleElement()
                .satisfies(first -> assertThat(first.newOwnerId()).isEqualTo(owner));
        assertThat(number("select count(*) from operation where kind = 'assignment' and tenant_id = '" + tenant.id()
                        + "'"))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void makesNobodyInactiveAnOwnerButLogsWhatTheyDid() throws SQLException {
        UUID customer = customer();
        execute("update professional set status = 'inactive' where id = '" + ann.professionalId() + "'");

        assertThat(take(answered(customer, ann)).claims()).isEqualTo(Map.of(Outcome.INACTIVE, 1));

        assertThat(gateway.ownership.owner(admin, customer)).isEqualTo(new Ownership.Owner(null, 1));
        assertThat(activities(customer)).hasSize(1);
    }

    @Test
    void takesNothingOfABatchThatNamesSomeoneOfAnotherTenant() throws SQLException {
        UUID customer = customer();
        Actor stranger = gateway.professional(gateway.tenant());
        UUID elsewhere = gateway.customers
                .create(
                        gateway.admin(gateway.tenant()),
                        TestDomain.draft("x" + Ids.next() + "@example.com", "+14169671111", "A", "B"),
                        null)
                .id();
        List<Long> before = counts();

        assertThatThrownBy(() -> take(answered(customer, ann), answered(customer, stranger)))
                .isInstanceOf(UnknownReferenceException.class)
                .hasMessage("a professional is not known here");
        assertThatThrownBy(() -> take(answered(elsewhere, ann)))
                .isInstanceOf(UnknownReferenceException.class)
                .hasMessage("the customer is not known here");
        assertThatThrownBy(() -> stream.reports.take(new TenantId(Ids.next()), List.of(answered(customer, ann))))
                .isInstanceOf(UnknownReferenceException.class)
                .hasMessage("the tenant is not known here");

        assertThat(counts()).isEqualTo(before);
        assertThat(gateway.ownership.owner(admin, customer).professionalId()).isNull();
    }

    @Test
    void makesNobodyTheOwnerOfADeletedCustomer() throws SQLException {
        UUID customer = customer();
        gateway.updates.delete(admin, customer, 1, null);

        assertThat(take(answered(customer, ann)).claims()).isEqualTo(Map.of(Outcome.GONE, 1));

        assertThat(number("select count(*) from customer where owner_professional_id is not null and id = '" + customer
                        + "'"))
                .isZero();
    }

    @Test
    void maySayNothingElseOfACustomer() throws SQLException {
        for (String change : List.of("status = 'blocked'", "tags = '{x}'", "deleted_at = now()", "notes = null")) {
            try (var connection = DATABASE.connect(DatabaseRole.STREAM);
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("update customer set " + change))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
            }
        }
    }

    private InboundReports.Taken take(InboundReport... reports) {
        return stream.reports.take(tenant.id(), List.of(reports));
    }

    private boolean logs(UUID customer, Actor professional) {
        try {
            gateway.customerActivities.log(
                    professional,
                    customer,
                    new io.clientele.activity.ActivityDraft("service", "brakes", null, null, null, null),
                    null);
            return true;
        } catch (ProblemException somebodyElseWasFirst) {
            return false;
        }
    }

    private static InboundReport answered(UUID customer, Actor professional) {
        return report(customer, professional, Engagement.RESPONDED_TO_INQUIRY, "inquiry", TIME);
    }

    private static InboundReport report(
            UUID customer, Actor professional, Engagement engagement, String type, Instant time) {
        UUID event = Ids.next();
        return new InboundReport(
                new NewActivity(
                        event,
                        customer,
                        professional.professionalId(),
                        type,
                        "said so",
                        null,
                        type,
                        Ids.next(),
                        time,
                        null,
                        event),
                List.of(professional.professionalId()),
                new InboundReport.Claim(professional.professionalId(), engagement));
    }

    private static InboundReport at(InboundReport report, Instant time) {
        NewActivity activity = report.activity();
        return new InboundReport(
                new NewActivity(
                        activity.id(),
                        activity.customerId(),
                        activity.professionalId(),
                        activity.activityType(),
                        activity.description(),
                        activity.metadata(),
                        activity.relatedEntityType(),
                        activity.relatedEntityId(),
                        time,
                        activity.createdBy(),
                        activity.operationId()),
                report.professionals(),
                report.claim());
    }

    private UUID customer() {
        return gateway.customers
                .create(admin, TestDomain.draft("c" + Ids.next() + "@example.com", "+14169671111", "A", "B"), null)
                .id();
    }

    private List<ActivityView.Full> activities(UUID customer) {
        return gateway.activityList.page(admin, customer, ActivityFilter.all(), true, null, 50).activities().stream()
                .map(ActivityView.Full.class::cast)
                .toList();
    }

    /// Everything that a report could add to.
    private List<Long> counts() throws SQLException {
        List<Long> counts = new ArrayList<>();
        for (String table : List.of("operation", "customer_activity", "customer_ownership_history")) {
            counts.add(number("select count(*) from " + table + " where tenant_id = '" + tenant.id() + "'"));
        }
        counts.add(number("select sum(version) from customer where tenant_id = '" + tenant.id() + "'"));
        return counts;
    }

    private static long number(String sql) throws SQLException {
        try (var connection = DATABASE.connectAsSuperuser();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DATABASE.connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
