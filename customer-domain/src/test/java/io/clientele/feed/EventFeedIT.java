package io.clientele.feed;

import static io.clientele.feed.PublishedEvents.deleted;
import static io.clientele.feed.PublishedEvents.imported;
import static io.clientele.feed.PublishedEvents.restored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.organisation.Tenant;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.event.EventType;
import io.clientele.schemas.event.PublishedEvent;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REQ-CM-B015")
class EventFeedIT {
    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    static Path directory;

    private static TestDomain gateway;
    private static TestDomain stream;

    @BeforeAll
    static void connect() {
        gateway = new TestDomain(DATABASE, DatabaseRole.GATEWAY, directory, 4);
        stream = new TestDomain(DATABASE, DatabaseRole.STREAM, directory, 4);
    }

    @AfterAll
    static void drop() {
        stream.close();
        gateway.close();
        DATABASE.close();
    }

    private final Tenant tenant = gateway.tenant();
    private final Actor admin = gateway.admin(tenant);

    @Test
    void keepsEachEventOnceAndGivesItWholeInTheOrderOfItsArrival() {
        UUID customer = Ids.next();
        List<PublishedEvent> events = List.of(
                deleted(tenant.id(), customer, 1),
                restored(tenant.id(), customer, 2),
                deleted(tenant.id(), customer, 3));

        assertThat(stream.eventLog.append(tenant.id(), events.subList(0, 2))).isEqualTo(2);
        assertThat(stream.eventLog.append(tenant.id(), events)).isEqualTo(1);
        assertThat(stream.eventLog.append(tenant.id(), List.of(events.get(2), events.get(2), events.get(0))))
                .isZero();

        EventFeed.Page first = gateway.eventFeed.page(admin, List.of(), null, 2);
        EventFeed.Page second = gateway.eventFeed.page(admin, List.of(), first.next(), 2);
        EventFeed.Page third = gateway.eventFeed.page(admin, List.of(), second.next(), 2);
        assertThat(first.more()).isTrue();
        assertThat(second.more()).isFalse();
        assertThat(third.events()).isEmpty();
        List<FeedEvent> all = new ArrayList<>(first.events());
        all.addAll(second.events());
        assertThat(all)
                .extracting(FeedEvent::id)
                .containsExactlyElementsOf(
                        events.stream().map(event -> event.context().id()).toList());
        FeedEvent event = all.getFirst();
        PublishedEvent source = events.getFirst();
        assertThat(event.type()).isEqualTo("customer.deleted");
        assertThat(event.source()).isEqualTo("/tenants/" + tenant.id());
        assertThat(event.subject()).isEqualTo(customer);
        assertThat(event.time()).isEqualTo(source.context().time());
        assertThat(event.sequence()).isEqualTo("1");
        assertThat(event.dataschema()).isEqualTo("urn:clientele:event:customer.deleted:1");
        assertThat(event.operationid()).isEqualTo(source.context().operationId());
        assertThat(event.traceparent()).isEqualTo(source.context().traceparent());
        assertThat(event.data().path("customer_id").asString()).isEqualTo(customer.toString());
        assertThat(event.data().path("version").asLong()).isEqualTo(1);

        stream.eventLog.append(tenant.id(), List.of(restored(tenant.id(), customer, 4)));
        assertThat(gateway.eventFeed.page(admin, List.of(), third.next(), 2).events())
                .extracting(FeedEvent::sequence)
                .containsExactly("4");
    }

    @Test
    void leavesOutTheTypesThatWereNotAskedFor() {
        UUID customer = Ids.next();
        stream.eventLog.append(
                tenant.id(), List.of(deleted(tenant.id(), customer, 1), restored(tenant.id(), customer, 2)));

        EventFeed.Page page = gateway.eventFeed.page(admin, List.of(EventType.RESTORED), null, 5);

        assertThat(page.events()).extracting(FeedEvent::sequence).containsExactly("2");
        assertThat(gateway.eventFeed
                        .page(admin, List.of(EventType.DELETED), page.next(), 5)
                        .events())
                .isEmpty();
    }

    /// Writers that overlap, and a reader who follows while they write.
    @Test
    void missesNothingWhoeverCommitsWhen() throws Exception {
        int writers = 4;
        int batches = 25;
        List<UUID> customers =
                IntStream.range(0, writers).mapToObj(i -> Ids.next()).toList();
        List<FeedEvent> read = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(writers)) {
            List<Future<Integer>> written = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                UUID own = customers.get(writer);
                UUID shared = customers.getFirst();
                Callable<Integer> work = () -> IntStream.range(0, batches)
                        .map(batch -> stream.eventLog.append(
                                tenant.id(),
                                List.of(deleted(tenant.id(), shared, batch + 1), deleted(tenant.id(), own, batch + 1))))
                        .sum();
                written.add(threads.submit(work));
            }
            String next = null;
            while (read.size() < writers * batches) {
                EventFeed.Page page = gateway.eventFeed.page(admin, List.of(), next, 7);
                read.addAll(page.events());
                next = page.next();
                assertThat(page.events().isEmpty() && written.stream().allMatch(Future::isDone) && !page.more())
                        .as("everything is written and the reader has %d", read.size())
                        .isFalse();
            }
            int sum = 0;
            for (Future<Integer> each : written) {
                sum += each.get();
            }
            assertThat(sum).isEqualTo(writers * batches);
        }

        assertThat(read).extracting(FeedEvent::id).doesNotHaveDuplicates();
        for (UUID customer : customers) {
            assertThat(read)
                    .filteredOn(event -> event.subject().equals(customer))
                    .extracting(event -> Long.parseLong(event.sequence()))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, batches).boxed().toList());
        }
        List<Long> positions = gateway.transactions.select(
                tenant.id(),
                "select position from customer_event where tenant_id = ? order by position",
                (row, n) -> row.getLong(1),
                tenant.id().value());
        assertThat(positions)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, (long) writers * batches)
                        .boxed()
                        .toList());
    }

    @Test
    @Tag("REQ-CM-B016")
    void showsProfessionalsTheCustomersWhomTheyMaySeeNow() {
        Actor owner = gateway.professional(tenant);
        Actor referred = gateway.professional(tenant);
        Actor nobody = gateway.professional(tenant);
        UUID customer = gateway.customers
                .create(owner, TestDomain.draft("feed@example.com", "+14169671111", "A", "B"), "r")
                .id();
        gateway.referrals.refer(owner, customer, referred.professionalId(), null, "r");
        UUID operation = Ids.next();
        stream.eventLog.append(
                tenant.id(),
                List.of(
                        restored(tenant.id(), customer, 1),
                        restored(tenant.id(), Ids.next(), 1),
                        imported(tenant.id(), operation, owner.userId())));

        assertThat(subjects(admin)).hasSize(3);
        assertThat(subjects(owner)).containsExactly(customer, operation);
        assertThat(subjects(referred)).containsExactly(customer);
        assertThat(subjects(nobody)).isEmpty();

        gateway.updates.delete(admin, customer, 1, "r");
        stream.eventLog.append(tenant.id(), List.of(deleted(tenant.id(), customer, 2)));

        assertThat(subjects(owner)).containsExactly(customer, operation, customer);
        assertThat(subjects(referred)).isEmpty();
        assertThat(gateway.eventFeed.page(nobody, List.of(), null, 1).more()).isFalse();
    }

    @Test
    @Tag("REQ-CM-B017")
    void goesOnBehindPositionsOfItsOwnTenantOnly() {
        stream.eventLog.append(tenant.id(), List.of(deleted(tenant.id(), Ids.next(), 1)));
        String next = gateway.eventFeed.page(admin, List.of(), null, 5).next();
        Actor stranger = gateway.admin(gateway.tenant());

        assertThat(subjects(stranger)).isEmpty();
        for (String after : List.of(next, "bm9wZQ", "")) {
            assertThatThrownBy(() -> gateway.eventFeed.page(stranger, List.of(), after, 5))
                    .isInstanceOf(ProblemException.class);
        }
    }

    private static List<UUID> subjects(Actor viewer) {
        return gateway.eventFeed.page(viewer, List.of(), null, 50).events().stream()
                .map(FeedEvent::subject)
                .toList();
    }
}
