package io.clientele.tenant;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.access.AccessReport;
import io.clientele.activity.ActivityDraft;
import io.clientele.activity.ActivityFilter;
import io.clientele.activity.ActivityType;
import io.clientele.activity.NewActivity;
import io.clientele.bulk.BulkJob;
import io.clientele.bulk.ImportOptions;
import io.clientele.count.HourlyCounts;
import io.clientele.count.Metric;
import io.clientele.count.Resolution;
import io.clientele.customer.CustomerFilter;
import io.clientele.customer.CustomerStatus;
import io.clientele.customer.CustomerView;
import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.feed.PublishedEvents;
import io.clientele.history.CapturedRows;
import io.clientele.history.HistoryFilter;
import io.clientele.inbound.InboundReport;
import io.clientele.letter.DeadLetterLog;
import io.clientele.letter.DeadLetters;
import io.clientele.letter.DiscardReason;
import io.clientele.letter.LetterFilter;
import io.clientele.letter.RedriveQueue;
import io.clientele.letter.TestLetters;
import io.clientele.notification.MailOutcome;
import io.clientele.notification.PreferencesDraft;
import io.clientele.operation.OperationKind;
import io.clientele.organisation.Professional;
import io.clientele.organisation.ProfessionalChange;
import io.clientele.organisation.Professionals;
import io.clientele.organisation.Tenant;
import io.clientele.organisation.TenantChange;
import io.clientele.organisation.TenantChanges;
import io.clientele.organisation.TestProfessionals;
import io.clientele.ownership.Engagement;
import io.clientele.problem.ProblemException;
import io.clientele.referral.Referral;
import io.clientele.referral.ReferralStatus;
import io.clientele.schemas.Json;
import io.clientele.schemas.event.EventType;
import io.clientele.schemas.event.HourlyCount;
import io.clientele.schemas.event.InquiryEntry;
import io.clientele.schemas.event.InquiryStatus;
import io.clientele.schemas.event.NotificationEntry;
import io.clientele.schemas.event.NotificationKind;
import io.clientele.vehicle.VehicleDraft;
import io.clientele.vehicle.VehicleView;
import io.clientele.webhook.Attempt;
import io.clientele.webhook.AttemptOutcome;
import io.clientele.webhook.ClaimedDelivery;
import io.clientele.webhook.Delivery;
import io.clientele.webhook.DeliveryQueue;
import io.clientele.webhook.NewDelivery;
import io.clientele.webhook.TestEvents;
import io.clientele.webhook.Webhook;
import io.clientele.webhook.WebhookDraft;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A walk past everything that asks the database, as the people of one tenant. [SecondLockIT] runs again what it
/// executes, and says which method it did not pass.
final class DomainWalk {
    private static final String VIN = "1HGCM82633A004352";

    private final TestDatabase database;
    private final TestDomain domain;
    private final TestDomain stream;
    private final CapturedRows captured;
    private final Tenant tenant;
    private final Actor admin;
    private final Actor ann;
    private final Actor bob;
    private final Actor carl;

    /// @param stream the same database, as the role of the stream
    DomainWalk(TestDatabase database, TestDomain domain, TestDomain stream) {
        this.database = database;
        this.domain = domain;
        this.stream = stream;
        this.captured = new CapturedRows(stream);
        this.tenant = domain.tenant();
        this.admin = domain.admin(tenant);
        this.ann = domain.professional(tenant);
        this.bob = domain.professional(tenant);
        this.carl = domain.professional(tenant);
    }

    void everything() throws IOException, SQLException {
        UUID jane = customer();
        UUID john = domain.customers
                .create(admin, TestDomain.draft("c@example.com", "+14169672222", "C", "D"), "r")
                .id();
        UUID referral = referrals(jane);
        UUID vehicle = vehicles(jane, john);
        activities(jane, john, referral, vehicle);
        inquiries(jane);
        feed(jane);
        lists();
        notifications(jane);
        organisation();
        imports();
        webhooks(jane);
        deadLetters();
        counts();
        keys();
    }

    private UUID customer() {
        var draft = TestDomain.draft("a@example.com", "+14169671111", "A", "B", "1 Main St", "n");
        UUID id = domain.customers.create(ann, draft, "r").id();
        captured.customer(tenant.id(), id);
        domain.customers.find(bob, id);
        CustomerView.Full changed = domain.updates.replace(
                admin, id, 1, TestDomain.draft("b@example.com", "+14169671111", "A", "C", null, null), "r");
        captured.customer(tenant.id(), id);
        domain.updates.delete(admin, id, changed.version(), "r");
        long version =
                domain.updates.restore(admin, id, changed.version() + 1, "r").version();
        domain.ownership.transfer(admin, id, bob.professionalId(), "holiday", version, "r");
        domain.ownership.owner(admin, id);
        domain.ownership.history(admin, id);
        domain.ownership.ownerAt(admin, id, Instant.now());
        domain.history.page(admin, id, HistoryFilter.all(), null, 1);
        domain.history.asOf(admin, id, Instant.now());
        return id;
    }

    private UUID referrals(UUID jane) {
        Referral referral = domain.referrals.refer(bob, jane, ann.professionalId(), "please", "r");
        domain.referralList.ofCustomer(admin, jane);
        domain.referralList.inbox(ann, ReferralStatus.PENDING, null, 5);
        domain.referrals.accept(ann, jane, referral.id(), referral.version(), "r");
        AccessReport report = new AccessReport(domain.jdbc, domain.transactions);
        report.of(admin, jane, null);
        report.of(admin, jane, ann.professionalId());
        return referral.id();
    }

    /// Of two vehicles of Jane's, one goes to John, who has one already.
    ///
    /// @return the one that Jane keeps
    private UUID vehicles(UUID jane, UUID john) {
        VehicleView.Full golf = vehicle(jane, VIN, null);
        vehicle(john, null, null);
        assertThatThrownBy(() -> vehicle(john, VIN, null)).isInstanceOf(ProblemException.class);
        UUID kept = vehicle(jane, null, true).id();
        domain.vehicles.list(ann, jane);
        golf = (VehicleView.Full) domain.vehicles.find(admin, jane, golf.id());
        golf = domain.vehicleUpdates
                .change(admin, jane, golf.id(), golf.version(), current -> draft(VIN, null, 130), "r")
                .vehicle();
        captured.vehicle(tenant.id(), golf.id());
        UUID moved = domain.vehicleTransfers
                .transfer(admin, jane, golf.id(), golf.version(), john, "sold", "r")
                .id();
        assertThatThrownBy(() -> domain.vehicles.find(admin, jane, moved)).isInstanceOf(ProblemException.class);
        domain.vehicleHistory.page(admin, john, moved, null, 5);
        UUID scrapped = vehicle(john, null, null).id();
        domain.vehicleUpdates.remove(admin, john, scrapped, 1, "r");
        return kept;
    }

    private VehicleView.Full vehicle(UUID customer, @Nullable String vin, @Nullable Boolean primary) {
        return domain.vehicles
                .create(admin, customer, draft(vin, primary, 120), "r")
                .vehicle();
    }

    private static VehicleDraft draft(@Nullable String vin, @Nullable Boolean primary, int mileage) {
        return new VehicleDraft("Honda", "Accord", 2003, vin, "cabx 123", "red", mileage, primary, "owned", "n");
    }

    private void activities(UUID jane, UUID john, UUID referral, UUID vehicle) {
        Instant now = Instant.parse("2026-11-01T00:00:00Z");
        domain.activities.append(
                tenant.id(),
                List.of(new NewActivity(
                        Ids.next(),
                        jane,
                        null,
                        "inquiry",
                        "asked",
                        null,
                        "inquiry",
                        Ids.next(),
                        now,
                        null,
                        Ids.next())));
        UUID first = log(jane, bob, null, null, null);
        UUID operation =
                domain.transactions.write(tenant.id(), () -> domain.operations.begin(admin, OperationKind.API, null));
        domain.transactions.write(tenant.id(), () -> {
            domain.operations.end(tenant.id(), operation, "completed", 0);
            return true;
        });
        Map.of(
                        "vehicle",
                        vehicle,
                        "referral",
                        referral,
                        "professional",
                        ann.professionalId(),
                        "customer",
                        jane,
                        "operation",
                        operation,
                        "ownership_transfer",
                        domain.ownership.history(admin, jane).getFirst().id(),
                        "activity",
                        first)
                .forEach((type, id) -> log(jane, admin, type, id, null));
        log(jane, bob, null, null, first);
        domain.customerActivities.find(admin, jane, first, true);
        domain.activityList.page(admin, jane, ActivityFilter.all(), true, null, 50);
        domain.activityList.page(
                admin,
                jane,
                new ActivityFilter(
                        List.of(ActivityType.SERVICE),
                        now,
                        now.plusSeconds(1_000_000_000),
                        null,
                        vehicle,
                        "vehicle",
                        vehicle,
                        "word"),
                true,
                null,
                5);
        domain.vehicleHistory.page(admin, jane, vehicle, null, 5);
        log(john, carl, null, null, null); // who becomes the owner by it
    }

    private void feed(UUID jane) {
        stream.eventLog.append(tenant.id(), List.of(PublishedEvents.deleted(tenant.id(), jane, 1)));
        domain.eventFeed.page(admin, List.of(EventType.DELETED), null, 5);
        domain.eventFeed.page(bob, List.of(), null, 5);
    }

    private UUID log(
            UUID customer, Actor actor, @Nullable String type, @Nullable UUID related, @Nullable UUID corrected) {
        return domain.customerActivities
                .log(
                        actor,
                        customer,
                        new ActivityDraft(
                                "service",
                                "a word",
                                null,
                                type,
                                related == null ? null : related.toString(),
                                corrected == null ? null : corrected.toString()),
                        "r")
                .id();
    }

    /// Of Jane, who has an owner, and of someone who has none until Carl answers; the stream's part as the stream.
    private void inquiries(UUID jane) {
        UUID june = domain.customers
                .create(admin, TestDomain.draft("d@example.com", "+14169673333", "E", "F"), "r")
                .id();
        stream.reports.take(tenant.id(), List.of(answered(jane, ann), answered(june, carl)));
        stream.audiences.find(tenant.id(), jane, List.of(ann.professionalId()));
        UUID inquiry = Ids.next();
        Instant now = Instant.parse("2026-11-01T00:00:00Z");
        stream.inquiryLedger.write(
                tenant.id(),
                List.of(new InquiryEntry(
                        tenant.id().value(),
                        inquiry,
                        jane,
                        1,
                        InquiryStatus.OFFERED_TO_OWNER,
                        Ids.next(),
                        List.of(),
                        List.of(new InquiryEntry.Offer(bob.professionalId(), now)),
                        now,
                        now.plusSeconds(1800),
                        null,
                        null)));
        domain.inquiries.ofCustomer(admin, jane, InquiryStatus.OFFERED_TO_OWNER, null, 5);
        domain.inquiries.inbox(bob, null, null, 5);
        domain.inquiries.inbox(admin, InquiryStatus.OFFERED_TO_OWNER, null, 5);
        log(jane, admin, "inquiry", inquiry, null);
        domain.activityList.page(admin, jane, ActivityFilter.all(), true, null, 5);
    }

    private static InboundReport answered(UUID customer, Actor professional) {
        UUID event = Ids.next();
        NewActivity activity = new NewActivity(
                event,
                customer,
                professional.professionalId(),
                "inquiry",
                "Inquiry answered",
                null,
                "inquiry",
                Ids.next(),
                Instant.parse("2026-11-01T00:00:00Z"),
                null,
                event);
        return new InboundReport(
                activity,
                List.of(professional.professionalId()),
                new InboundReport.Claim(professional.professionalId(), Engagement.RESPONDED_TO_INQUIRY));
    }

    private void lists() {
        Instant now = Instant.parse("2026-11-01T00:00:00Z");
        for (CustomerFilter.Sort sort : CustomerFilter.Sort.values()) {
            CustomerFilter narrow = new CustomerFilter(
                    bob.professionalId(),
                    CustomerStatus.ACTIVE,
                    null,
                    now.minusSeconds(9),
                    null,
                    now,
                    null,
                    sort,
                    false);
            domain.list.page(admin, narrow, null, 5);
            domain.list.page(ann, CustomerFilter.all(), null, 5);
        }
    }

    /// Bob is told of Jane, of a bulk operation, and of it again; three mails are claimed, of which one is sent.
    private void notifications(UUID jane) {
        domain.preferences.replace(bob, new PreferencesDraft("fr", "America/Toronto", true, null), 0);
        domain.preferences.replace(bob, new PreferencesDraft("fr", "America/Toronto", true, null), 1);
        domain.preferences.find(bob);
        UUID operation =
                domain.transactions.write(tenant.id(), () -> domain.operations.record(bob, OperationKind.API, null, 1));
        stream.notifications.append(
                tenant.id(),
                List.of(
                        entry(jane, NotificationKind.OWNERSHIP_RECEIVED, operation, 0),
                        entry(jane, NotificationKind.OWNERSHIP_GIVEN, operation, 0),
                        entry(null, NotificationKind.BULK_DIGEST, operation, 1)));
        stream.notifications.append(tenant.id(), List.of(entry(null, NotificationKind.BULK_DIGEST, operation, 2)));
        domain.inbox.page(bob, false, NotificationKind.BULK_DIGEST, null, 1);
        domain.inbox.unread(bob);
        domain.inbox.lastPosition(bob);
        UUID first = domain.inbox.after(bob, 0, 1).getFirst().id();
        domain.inbox.read(bob, first);
        domain.inbox.readAll(bob, null);
        stream.mails.tenants();
        stream.mails.end(stream.mails.claim(tenant.id()).orElseThrow(), MailOutcome.SENT);
        stream.mails.again(stream.mails.claim(tenant.id()).orElseThrow());
        stream.mails.claim(tenant.id());
        stream.mails.abandon(tenant.id(), Duration.ZERO);
    }

    private NotificationEntry entry(@Nullable UUID customer, NotificationKind kind, UUID operation, int events) {
        UUID event = events == 0 ? Ids.next() : operation;
        return new NotificationEntry(
                NotificationEntry.idOf(event, bob.professionalId()),
                tenant.id().value(),
                bob.professionalId(),
                kind,
                customer,
                event,
                "customer.ownership.transferred",
                null,
                operation,
                events > 0,
                null,
                Json.tree(Map.of("events", events)),
                Instant.parse("2026-11-01T00:00:00Z"));
    }

    private void organisation() {
        Professionals professionals = TestProfessionals.of(domain);
        Professional dora = professionals.create(admin, "Dora", "r").professional();
        dora = professionals.change(
                admin, dora.id(), dora.version(), new ProfessionalChange("Dora B", "d@example.com", "active"), "r");
        dora = professionals.change(admin, dora.id(), dora.version(), new ProfessionalChange(null, "", null), "r");
        professionals.find(tenant.id(), dora.id());
        professionals.page(tenant.id(), "active", null, 5);
        TenantChanges changes = new TenantChanges(domain.jdbc, domain.tenants, domain.transactions, domain.operations);
        UUID operator = Ids.next();
        changes.configure(admin, tenant.version(), new TenantChange("CA", null, 45, null, null, null), "r");
        changes.suspend(operator, tenant.id(), "r");
        changes.activate(operator, tenant.id(), "r");
        domain.tenants.page("", 5);
        domain.tenants.findByName(tenant.name());
    }

    private void imports() throws IOException, SQLException {
        byte[] csv = "email\na@example.com\n".getBytes(StandardCharsets.UTF_8);
        BulkJob job = domain.jobs.submitImport(
                admin,
                "f.csv",
                new ByteArrayInputStream(csv),
                new ImportOptions(Map.of(), null, null, null, null, "csv"),
                false,
                "r");
        domain.jobs.find(admin, job.id());
        reject(job);
        domain.jobs.errorsByCode(tenant.id(), job.id());
        domain.jobs.errors(tenant.id(), job, 0, 0, 5);
        domain.jobs.failedRows(tenant.id(), job, 0, 5);
    }

    /// As the worker does it.
    private void reject(BulkJob job) throws SQLException {
        var cipher = domain.keys.cipher(tenant.id()).file(job.id(), job.fileKey());
        try (Connection superuser = database.connectAsSuperuser();
                PreparedStatement row = superuser.prepareStatement(
                        "insert into bulk_failed_row (tenant_id, job_id, line, record) values (?, ?, 2, ?)");
                PreparedStatement error = superuser.prepareStatement("""
                        insert into bulk_row_error (tenant_id, job_id, line, ordinal, outcome, column_name, field, value,
                            code, message, hint)
                        values (?, ?, 2, 0, 'rejected', 'email', 'email', ?, 'INVALID_EMAIL', 'm', 'h')""")) {
            for (PreparedStatement statement : List.of(row, error)) {
                statement.setObject(1, tenant.id().value());
                statement.setObject(2, job.id());
                statement.setBytes(3, cipher.encrypt("x"));
                statement.executeUpdate();
            }
        }
    }

    private void webhooks(UUID jane) {
        WebhookDraft draft = new WebhookDraft("https://example.com/hook", null, "d", null);
        Webhook webhook = domain.webhooks.create(admin, draft, "r").webhook();
        domain.webhooks.list(tenant.id());
        domain.webhooks.rotate(admin, webhook.id(), "r");
        webhook = domain.webhooks.find(tenant.id(), webhook.id());
        webhook = domain.webhooks.change(admin, webhook.id(), webhook.version(), same -> same, "r");
        Delivery ping = domain.deliveryLog.ping(admin, webhook.id(), "r");
        Instant now = Instant.now();
        NewDelivery event = new NewDelivery(TestEvents.updated(tenant.id(), jane, 1), now);
        stream.deliveries.append(tenant.id(), List.of(event), Duration.ofDays(1));
        stream.deliveries.expire(1);
        stream.deliveryQueue.tenantsWithDue(now);
        stream.deliveryQueue.backlog(now);
        for (ClaimedDelivery claimed :
                stream.deliveryQueue.claim(tenant.id(), now, new DeliveryQueue.Portion(Duration.ofMinutes(1), 2, 2))) {
            Attempt attempt = new Attempt(now, AttemptOutcome.TIMEOUT.text(), null, 1);
            stream.deliveryResults.failed(claimed, attempt, now.plusSeconds(9), now.minusSeconds(9));
            stream.deliveryResults.delivered(claimed, attempt);
            stream.deliveryResults.gone(claimed, attempt);
        }
        webhook = domain.webhooks.change(
                admin,
                webhook.id(),
                webhook.version() + 1,
                same -> new WebhookDraft(same.url(), null, null, "active"),
                "r");
        domain.deliveryLog.resend(admin, webhook.id(), ping.eventId(), "r");
        domain.deliveryLog.page(tenant.id(), webhook.id(), "pending", null, 5);
        domain.webhooks.delete(
                admin, domain.webhooks.create(admin, draft, "r").webhook().id(), 1, "r");
    }

    private void deadLetters() {
        DeadLetterLog log = new DeadLetterLog(stream.jdbc, stream.keys, stream.transactions);
        DeadLetters letters = new DeadLetters(domain.jdbc, domain.keys, domain.transactions, Clock.systemUTC());
        RedriveQueue queue = new RedriveQueue(stream.jdbc, stream.transactions, Clock.systemUTC());
        for (int offset = 0; offset < 4; offset++) {
            log.put(tenant.id(), List.of(TestLetters.letter("t", offset, 0)));
        }
        log.waiting();
        DeadLetters.Page page = letters.page(tenant.id(), LetterFilter.all(), null, 2);
        letters.page(tenant.id(), LetterFilter.all(), page.next(), 2);
        UUID first = page.letters().getFirst().deadLetterId();
        letters.find(tenant.id(), first);
        letters.discard(tenant.id(), Ids.next(), first, DiscardReason.INVALID);
        letters.redrive(tenant.id(), Ids.next(), page.letters().getLast().deadLetterId());
        queue.waiting();
        queue.send(tenant.id(), 5, place -> RedriveQueue.Outcome.SENT);
        letters.redriveAll(tenant.id(), Ids.next(), LetterFilter.all());
    }

    private void counts() {
        Instant hour = Instant.parse("2026-11-01T08:00:00Z");
        new HourlyCounts(stream.jdbc, stream.transactions)
                .raise(tenant.id(), List.of(new HourlyCount(tenant.id().value(), "customers_created", hour, 3)));
        new HourlyCounts(domain.jdbc, domain.transactions)
                .series(tenant.id(), Metric.ALL, Resolution.DAY, hour, hour.plusSeconds(86_400));
    }

    private void keys() {
        domain.rotation.rotateTenant(tenant.id());
        domain.rotation.rewrapSubjects(tenant.id(), 10);
        domain.rotation.rotateMaster();
    }
}
