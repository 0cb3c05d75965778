package io.clientele.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.operation.OperationKind;
import io.clientele.organisation.Tenant;
import io.clientele.organisation.TestProfessionals;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.schemas.Json;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.event.NotificationKind;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

@Tag("REQ-CM-B002")
@Tag("REQ-CM-B007")
class NotificationsIT {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final UUID CUSTOMER = Ids.next();

    @TempDir
    static Path directory;

    private static TestDomain gateway;
    private static TestDomain stream;

    private final Tenant tenant = gateway.tenant();
    private final Actor admin = gateway.admin(tenant);
    private final Actor ann = gateway.professional(tenant);
    private final Actor bob = gateway.professional(tenant);

    @BeforeAll
    static void open() {
        gateway = new TestDomain(DATABASE, DatabaseRole.GATEWAY, directory, 4);
        stream = new TestDomain(DATABASE, DatabaseRole.STREAM, directory, 8);
    }

    @AfterAll
    static void drop() {
        stream.close();
        gateway.close();
        DATABASE.close();
    }

    @Test
    void listsEachNotificationOnceHoweverOftenItIsDelivered() {
        List<NotificationEntry> entries =
                List.of(entry(ann, NotificationKind.OWNERSHIP_RECEIVED), entry(bob, NotificationKind.OWNERSHIP_GIVEN));

        assertThat(append(entries)).isEqualTo(2);
        assertThat(append(entries)).isZero();
        assertThat(append(List.of(entries.get(0), entries.get(0)))).isZero();

        assertThat(inbox(ann)).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo("ownership_received");
            assertThat(one.position()).isEqualTo(1);
            assertThat(one.customerId()).isEqualTo(CUSTOMER);
            assertThat(one.readAt()).isNull();
        });
        assertThat(inbox(bob)).singleElement();
        assertThat(claimAll()).hasSize(2);
    }

    @Test
    void numbersAnInboxInTheOrderOfCommitsAlsoWhenManyWriteAtOnce() throws Exception {
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < 8; writer++) {
            writers.add(() -> {
                int written = 0;
                for (int i = 0; i < 10; i++) {
                    written += append(
                            List.of(entry(ann, NotificationKind.ACTIVITY), entry(bob, NotificationKind.ACTIVITY)));
                }
                return written;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> each : threads.invokeAll(writers)) {
                assertThat(each.get()).isEqualTo(20);
            }
        }

        assertThat(gateway.inbox.after(ann, 0, 200))
                .extracting(Notification::position)
                .hasSize(80)
                .startsWith(1L, 2L, 3L)
                .isSorted();
        assertThat(gateway.inbox.lastPosition(bob)).isEqualTo(80);
    }

    @Test
    void replacesADigestByOneThatCountsMoreAndNeverByOneThatCountsLess() {
        UUID operation = Ids.next();
        append(List.of(digest(ann, operation, 5), entry(ann, NotificationKind.ACTIVITY)));
        gateway.inbox.readAll(ann, null);
        append(List.of(digest(ann, operation, 9), digest(ann, operation, 7)));
        append(List.of(digest(ann, operation, 6)));

        assertThat(inbox(ann)).hasSize(2);
        assertThat(inbox(ann).getFirst().facts().path("events").asInt()).isEqualTo(9);
        assertThat(inbox(ann).getFirst().position()).isEqualTo(3);
        assertThat(inbox(ann).getFirst().readAt()).isNull();
        // One mail, with the count that it has when it is sent; the activity's is due later.
        assertThat(claimAll())
                .singleElement()
                .satisfies(mail -> assertThat(mail.notifications())
                        .singleElement()
                        .satisfies(one ->
                                assertThat(one.facts().path("events").asInt()).isEqualTo(9)));
    }

    @Test
    void tellsNobodyOfOwnActsUnlessTheyWantIt() {
        UUID operation = gateway.transactions.write(
                tenant.id(), () -> gateway.operations.record(ann, OperationKind.TRANSFER, null, 1));
        NotificationEntry toAnn = entry(ann, NotificationKind.OWNERSHIP_GIVEN, operation);

        assertThat(append(List.of(toAnn, entry(bob, NotificationKind.OWNERSHIP_RECEIVED, operation))))
                .isEqualTo(1);
        assertThat(inbox(ann)).isEmpty();
        gateway.preferences.replace(ann, new PreferencesDraft(null, null, true, null), 0);

        assertThat(append(List.of(toAnn))).isEqualTo(1);
        assertThat(inbox(ann)).hasSize(1);
    }

    @Test
    void followsThePreferencesOfEachKind() {
        gateway.preferences.replace(
                ann,
                new PreferencesDraft(
                        "fr",
                        "America/Toronto",
                        false,
                        Map.of(
                                "activity", new PreferencesDraft.KindDraft(false, "off"),
                                "customer_changed", new PreferencesDraft.KindDraft(false, "at_once"),
                                "vehicle_changed", new PreferencesDraft.KindDraft(true, "off"))),
                0);

        assertThat(append(List.of(
                        entry(ann, NotificationKind.ACTIVITY),
                        entry(ann, NotificationKind.CUSTOMER_CHANGED),
                        entry(ann, NotificationKind.VEHICLE_CHANGED))))
                .isEqualTo(2);

        assertThat(inbox(ann)).extracting(Notification::kind).containsExactly("vehicle_changed");
        assertThat(gateway.inbox.unread(ann)).isEqualTo(1);
        assertThat(claimAll()).singleElement().satisfies(mail -> {
            assertThat(mail.notifications()).extracting(Notification::kind).containsExactly("customer_changed");
            assertThat(mail.preferences().language()).isEqualTo("fr");
        });
    }

    @Test
    void keepsPreferencesUnderAVersionAndRefusesWhatIsNone() {
        assertThat(gateway.preferences.find(ann)).isEqualTo(Preferences.byDefault());
        PreferencesDraft draft = new PreferencesDraft(
                "fr", "America/Toronto", true, Map.of("activity", new PreferencesDraft.KindDraft(null, "daily")));

        Preferences kept = gateway.preferences.replace(ann, draft, 0);

        assertThat(kept.version()).isEqualTo(1);
        assertThat(kept.kindTexts().get("activity")).isEqualTo(new KindPreference.Text(true, "daily"));
        assertThat(kept.kindTexts().get("bulk_digest")).isEqualTo(new KindPreference.Text(true, "at_once"));
        assertThat(gateway.preferences.find(ann)).isEqualTo(kept);
        assertThat(gateway.preferences.find(bob).version()).isZero();
        for (long stale : List.of(0L, 2L)) {
            assertThatThrownBy(() -> gateway.preferences.replace(ann, draft, stale))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.STALE_VERSION));
        }
        assertThatThrownBy(() -> gateway.preferences.replace(
                        ann,
                        new PreferencesDraft(
                                "de",
                                "Mars/Base",
                                null,
                                Map.of(
                                        "singing", new PreferencesDraft.KindDraft(true, "off"),
                                        "activity", new PreferencesDraft.KindDraft(true, "weekly"))),
                        1))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(error -> error.field())
                                .containsExactlyInAnyOrder("language", "time_zone", "kinds", "kinds/activity/email"));
        assertThatThrownBy(() -> gateway.preferences.find(admin))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.FORBIDDEN));
    }

    @Test
    void pagesAndMarksOnlyTheOwnInbox() {
        for (int i = 0; i < 5; i++) {
            append(List.of(entry(ann, i == 2 ? NotificationKind.OWNERSHIP_GIVEN : NotificationKind.ACTIVITY)));
        }
        append(List.of(entry(bob, NotificationKind.ACTIVITY)));

        NotificationInbox.Page first = gateway.inbox.page(ann, false, null, null, 3);
        NotificationInbox.Page second = gateway.inbox.page(ann, false, null, first.next(), 3);
        assertThat(first.notifications()).extracting(Notification::position).containsExactly(5L, 4L, 3L);
        assertThat(second.notifications()).extracting(Notification::position).containsExactly(2L, 1L);
        assertThat(second.next()).isNull();
        assertThat(first.unread()).isEqualTo(5);
        assertThat(gateway.inbox
                        .page(ann, true, NotificationKind.OWNERSHIP_GIVEN, null, 3)
                        .notifications())
                .hasSize(1);

        UUID third = first.notifications().getLast().id();
        gateway.inbox.read(ann, third);
        Instant readAt = inbox(ann).get(2).readAt();
        gateway.inbox.read(ann, third);
        assertThat(inbox(ann).get(2).readAt()).isNotNull().isEqualTo(readAt);
        assertThat(gateway.inbox.page(ann, true, null, null, 9).notifications()).hasSize(4);
        assertThatThrownBy(() -> gateway.inbox.read(bob, third))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.NOT_FOUND));
        assertThat(gateway.inbox.readAll(ann, 2L)).isEqualTo(2);
        assertThat(gateway.inbox.readAll(ann, null)).isEqualTo(2);
        assertThat(gateway.inbox.unread(ann)).isZero();
        assertThat(gateway.inbox.unread(bob)).isEqualTo(1);
    }

    @Test
    void tellsWhoListensWhenItIsCommitted() throws Exception {
        try (var connection = DATABASE.connect(DatabaseRole.GATEWAY);
                var statement = connection.createStatement()) {
            statement.execute("listen " + NotificationLog.CHANNEL);
            append(List.of(entry(ann, NotificationKind.ACTIVITY)));

            assertThat(connection.unwrap(PGConnection.class).getNotifications(10_000))
                    .extracting(told -> told.getParameter())
                    .containsExactly(tenant.id() + "/" + ann.professionalId());
        }
    }

    @Test
    void givesEachMailToOneOfManySendersAndOneDigestToARecipient() throws Exception {
        gateway.preferences.replace(
                ann,
                new PreferencesDraft(
                        null, null, null, Map.of("activity", new PreferencesDraft.KindDraft(true, "daily"))),
                0);
        for (int i = 0; i < 20; i++) {
            append(List.of(entry(ann, NotificationKind.ACTIVITY), entry(bob, NotificationKind.OWNERSHIP_RECEIVED)));
        }
        assertThat(DATABASE.connectAsSuperuser()).satisfies(superuser -> {
            try (superuser;
                    var statement = superuser.createStatement()) {
                statement.execute(
                        "update notification_mail set due_at = now() where tenant_id = '" + tenant.id() + "'");
            }
        });

        List<DueMail> mails = new ArrayList<>();
        List<Callable<List<DueMail>>> senders = java.util.Collections.nCopies(6, this::claimAll);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<DueMail>> each : threads.invokeAll(senders)) {
                mails.addAll(each.get());
            }
        }
        mails.addAll(claimAll());

        assertThat(mails)
                .filteredOn(mail -> mail.recipient().equals(ann.professionalId()))
                .singleElement()
                .satisfies(digest -> assertThat(digest.notifications()).hasSize(20));
        assertThat(mails)
                .filteredOn(mail -> mail.recipient().equals(bob.professionalId()))
                .hasSize(20)
                .allSatisfy(mail -> assertThat(mail.notifications()).hasSize(1));
    }

    @Test
    void putsAMailBackThatWasNotTakenAndNeverOneThatMayHaveBeen() {
        TestProfessionals.of(gateway)
                .change(
                        admin,
                        ann.professionalId(),
                        1,
                        new io.clientele.organisation.ProfessionalChange(null, "ann@example.com", null),
                        null);
        append(List.of(entry(ann, NotificationKind.OWNERSHIP_RECEIVED)));
        assertThat(stream.mails.tenants()).contains(tenant.id());

        DueMail mail = stream.mails.claim(tenant.id()).orElseThrow();
        assertThat(mail.address()).hasToString("a***@example.com");
        assertThat(mail.id()).isEqualTo(mail.notifications().getFirst().id());
        assertThat(stream.mails.again(mail)).isTrue();
        assertThat(stream.mails.claim(tenant.id())).isEmpty();
        assertThat(stream.mails.tenants()).doesNotContain(tenant.id());
        assertThat(state()).isEqualTo("waiting");

        due();
        DueMail second = stream.mails.claim(tenant.id()).orElseThrow();
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(stream.mails.abandon(tenant.id(), Duration.ofMinutes(10))).isZero();
        assertThat(stream.mails.abandon(tenant.id(), Duration.ZERO)).isEqualTo(1);
        assertThat(state()).isEqualTo("unknown");
        due();
        assertThat(stream.mails.claim(tenant.id())).isEmpty();
    }

    private String state() {
        return stream.transactions.write(
                tenant.id(),
                () -> stream.jdbc.queryForObject(
                        "select state from notification_mail where tenant_id = ?",
                        String.class,
                        tenant.id().value()));
    }

    private void due() {
        stream.transactions.write(
                tenant.id(),
                () -> stream.jdbc.update(
                        "update notification_mail set due_at = now() - interval '1 second' where tenant_id = ?",
                        tenant.id().value()));
    }

    private List<DueMail> claimAll() {
        List<DueMail> mails = new ArrayList<>();
        Optional<DueMail> next = stream.mails.claim(tenant.id());
        while (next.isPresent()) {
            mails.add(next.get());
            next = stream.mails.claim(tenant.id());
        }
        return mails;
    }

    private List<Notification> inbox(Actor actor) {
        return gateway.inbox.page(actor, false, null, null, 200).notifications();
    }

    private int append(List<NotificationEntry> entries) {
        return stream.notifications.append(tenant.id(), entries);
    }

    private NotificationEntry entry(Actor recipient, NotificationKind kind) {
        return entry(recipient, kind, Ids.next());
    }

    private NotificationEntry entry(Actor recipient, NotificationKind kind, UUID operation) {
        return entry(recipient, kind, Ids.next(), operation, Map.of("transfer_id", "7"));
    }

    private NotificationEntry digest(Actor recipient, UUID operation, int events) {
        return entry(recipient, NotificationKind.BULK_DIGEST, operation, operation, Map.of("events", events));
    }

    private NotificationEntry entry(
            Actor recipient, NotificationKind kind, UUID event, UUID operation, Map<String, Object> facts) {
        UUID professional = recipient.professionalId();
        return new NotificationEntry(
                NotificationEntry.idOf(event, professional),
                tenant.id().value(),
                professional,
                kind,
                CUSTOMER,
                event,
                "customer.updated",
                null,
                operation,
                false,
                null,
                Json.tree(facts),
                Instant.parse("2026-11-24T08:00:00Z"));
    }
}
