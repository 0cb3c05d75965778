package io.clientele.domain;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.clientele.activity.Activities;
import io.clientele.activity.ActivityList;
import io.clientele.activity.ActivityLog;
import io.clientele.bulk.BulkJobs;
import io.clientele.bulk.BulkStorage;
import io.clientele.customer.CustomerDraft;
import io.clientele.customer.CustomerList;
import io.clientele.customer.CustomerUpdates;
import io.clientele.customer.CustomerValidation;
import io.clientele.customer.Customers;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.feed.EventFeed;
import io.clientele.feed.EventLog;
import io.clientele.history.FieldHistory;
import io.clientele.history.RecordHistory;
import io.clientele.inbound.InboundReports;
import io.clientele.inquiry.InquiryAudiences;
import io.clientele.inquiry.InquiryLedger;
import io.clientele.inquiry.InquiryList;
import io.clientele.notification.MailQueue;
import io.clientele.notification.NotificationInbox;
import io.clientele.notification.NotificationLog;
import io.clientele.notification.NotificationPreferences;
import io.clientele.operation.Operations;
import io.clientele.organisation.Tenant;
import io.clientele.organisation.Tenants;
import io.clientele.ownership.Ownership;
import io.clientele.ownership.OwnershipHistory;
import io.clientele.pii.KeyRotation;
import io.clientele.pii.MasterKey;
import io.clientele.pii.TenantKeys;
import io.clientele.referral.ReferralList;
import io.clientele.referral.Referrals;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.Role;
import io.clientele.tenant.TenantTransactions;
import io.clientele.vehicle.ChangeTimeline;
import io.clientele.vehicle.KeeperTimeline;
import io.clientele.vehicle.MileageTimeline;
import io.clientele.vehicle.ServiceTimeline;
import io.clientele.vehicle.VehicleHistory;
import io.clientele.vehicle.VehicleTransfers;
import io.clientele.vehicle.VehicleUpdates;
import io.clientele.vehicle.VehicleValidation;
import io.clientele.vehicle.Vehicles;
import io.clientele.vin.VinDecoder;
import io.clientele.webhook.Deliveries;
import io.clientele.webhook.DeliveryLog;
import io.clientele.webhook.DeliveryQueue;
import io.clientele.webhook.DeliveryResults;
import io.clientele.webhook.TargetProperties;
import io.clientele.webhook.Targets;
import io.clientele.webhook.Webhooks;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/// The domain over a test database, as the role of one application, wired as `CustomerDomainConfiguration` does it.
/// For this module's tests and, by the test jar, for those of the applications.
public final class TestDomain implements AutoCloseable {
    private final HikariDataSource pool;
    private final WatchedDataSource dataSource;
    /// What was asked of the database so far.
    public final StatementLog statements = new StatementLog();

    public final JdbcTemplate jdbc;
    public final TenantTransactions transactions;
    public final TenantKeys keys;
    public final KeyRotation rotation;
    public final Tenants tenants;
    public final Operations operations;
    public final Customers customers;
    public final CustomerUpdates updates;
    public final CustomerList list;
    public final Ownership ownership;
    public final Referrals referrals;
    public final ReferralList referralList;
    public final ActivityLog activities;
    public final Activities customerActivities;
    public final ActivityList activityList;
    public final InboundReports reports;
    public final InquiryAudiences audiences;
    public final InquiryLedger inquiryLedger;
    public final InquiryList inquiries;
    public final RecordHistory records;
    public final FieldHistory history;
    public final EventLog eventLog;
    public final EventFeed eventFeed;
    public final Vehicles vehicles;
    public final VehicleUpdates vehicleUpdates;
    public final VehicleTransfers vehicleTransfers;
    public final VehicleHistory vehicleHistory;
    public final NotificationLog notifications;
    public final NotificationInbox inbox;
    public final NotificationPreferences preferences;
    public final MailQueue mails;
    public final BulkJobs jobs;
    public final BulkStorage storage;
    public final Webhooks webhooks;
    public final DeliveryLog deliveryLog;
    public final Deliveries deliveries;
    public final DeliveryQueue deliveryQueue;
    public final DeliveryResults deliveryResults;

    /// @param directory where the master key and uploads lie; two domains with the same one share the key
    public TestDomain(TestDatabase database, DatabaseRole role, Path directory, int connections) {
        this(database.jdbcUrl(), role, database.password(role), directory, connections);
    }

    /// The same for a process of its own.
    public TestDomain(String jdbcUrl, DatabaseRole role, String password, Path directory, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(role.roleName());
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        this.pool = new HikariDataSource(config);
        this.dataSource = new WatchedDataSource(statements.recording(pool));
        Clock clock = Clock.systemUTC();
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new TenantTransactions(jdbc, new JdbcTransactionManager(dataSource));
        MasterKey master = MasterKey.readOrCreate(directory.resolve("master-key.json"));
        this.keys = new TenantKeys(jdbc, transactions, master, clock);
        this.rotation = new KeyRotation(jdbc, transactions, master, keys);
        this.tenants = new Tenants(jdbc, transactions, keys);
        this.operations = new Operations(jdbc, clock);
        OwnershipHistory history = new OwnershipHistory(jdbc);
        CustomerValidation validation = new CustomerValidation(clock);
        this.customers = new Customers(jdbc, validation, operations, history, tenants, keys, transactions, clock);
        this.updates = new CustomerUpdates(jdbc, validation, operations, tenants, keys, transactions, clock);
        this.list = new CustomerList(keys, transactions);
        this.ownership = new Ownership(jdbc, keys, transactions, operations, history, clock);
        this.referrals = new Referrals(jdbc, ownership, keys, transactions, operations, clock);
        this.referralList = new ReferralList(jdbc, keys, transactions);
        this.activities = new ActivityLog(jdbc, keys, transactions);
        this.customerActivities = new Activities(jdbc, activities, ownership, operations, keys, transactions, clock);
        this.activityList = new ActivityList(jdbc, keys, transactions);
        this.reports = new InboundReports(jdbc, activities, ownership, operations, transactions);
        this.audiences = new InquiryAudiences(jdbc, tenants, transactions);
        this.inquiryLedger = new InquiryLedger(jdbc, transactions);
        this.inquiries = new InquiryList(jdbc, keys, transactions);
        this.records = new RecordHistory(jdbc, transactions);
        this.history = new FieldHistory(jdbc, keys, transactions);
        this.eventLog = new EventLog(jdbc, transactions);
        this.eventFeed = new EventFeed(jdbc, keys, transactions);
        VehicleValidation vehicleValidation = new VehicleValidation(new VinDecoder(clock), clock);
        this.vehicles = new Vehicles(jdbc, vehicleValidation, operations, keys, transactions, clock);
        this.vehicleUpdates = new VehicleUpdates(jdbc, vehicleValidation, operations, keys, transactions, clock);
        this.vehicleTransfers = new VehicleTransfers(jdbc, operations, keys, transactions, clock);
        this.vehicleHistory = new VehicleHistory(
                jdbc,
                List.of(
                        new KeeperTimeline(jdbc, keys),
                        new ServiceTimeline(jdbc, keys),
                        new MileageTimeline(jdbc),
                        new ChangeTimeline(jdbc, keys)),
                keys,
                transactions);
        this.notifications = new NotificationLog(jdbc, transactions, true, clock);
        this.inbox = new NotificationInbox(jdbc, keys, transactions, clock);
        this.preferences = new NotificationPreferences(jdbc, transactions, clock);
        this.mails = new MailQueue(jdbc, transactions, keys, clock);
        this.storage = new BulkStorage(directory.resolve("storage"));
        this.jobs = new BulkJobs(
                jdbc,
                transactions,
                keys,
                operations,
                storage,
                SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                        .build(),
                JsonMapper.builder().build(),
                clock);
        Targets targets = new Targets(
                new TargetProperties(false, List.of(443, 8443)),
                host -> List.of(InetAddress.ofLiteral("93.184.216.34")));
        this.webhooks = new Webhooks(jdbc, targets, keys, transactions, operations, clock);
        this.deliveryLog = new DeliveryLog(jdbc, keys, transactions, operations, clock);
        this.deliveries = new Deliveries(jdbc, transactions, clock);
        this.deliveryQueue = new DeliveryQueue(jdbc, keys, transactions);
        this.deliveryResults = new DeliveryResults(jdbc, transactions);
    }

    /// As the gateway, in a temporary directory.
    public static TestDomain gateway(TestDatabase database) {
        try {
            return new TestDomain(database, DatabaseRole.GATEWAY, Files.createTempDirectory("clientele-domain"), 4);
        } catch (IOException noDisk) {
            throw new IllegalStateException(noDisk);
        }
    }

    /// The SQL that `work` asks this domain's database, besides naming its tenant.
    public List<String> statementsOf(Runnable work) {
        return dataSource.during(work);
    }

    /// A tenant with a name of its own.
    public Tenant tenant() {
        return tenants.create("t-" + Ids.next(), "CA").tenant();
    }

    public Actor admin(Tenant tenant) {
        return new Actor(tenant.id(), Ids.next(), Role.ADMIN, null);
    }

    /// A new professional of the tenant.
    public Actor professional(Tenant tenant) {
        UUID id = Ids.next();
        transactions.write(
                tenant.id(),
                () -> jdbc.update(
                        "insert into professional (tenant_id, id, name) values (?, ?, ?)",
                        tenant.id().value(),
                        id,
                        "professional " + id));
        return new Actor(tenant.id(), Ids.next(), Role.PROFESSIONAL, id);
    }

    /// A valid draft.
    public static CustomerDraft draft(String email, String phone, String firstName, String lastName) {
        return draft(email, phone, firstName, lastName, null, null);
    }

    public static CustomerDraft draft(
            String email,
            String phone,
            String firstName,
            String lastName,
            @Nullable String addressLine1,
            @Nullable String notes) {
        return new CustomerDraft(
                email,
                phone,
                null,
                firstName,
                lastName,
                null,
                addressLine1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                notes,
                null);
    }

    @Override
    public void close() {
        pool.close();
    }
}
