package io.clientele.stream.webhook;

import io.clientele.domain.TestDomain;
import io.clientele.embedded.junit.TestDatabase;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantId;
import io.clientele.webhook.Attempt;
import io.clientele.webhook.Delivery;
import io.clientele.webhook.HostLookup;
import io.clientele.webhook.NewDelivery;
import io.clientele.webhook.TargetProperties;
import io.clientele.webhook.Targets;
import io.clientele.webhook.TestEvents;
import io.clientele.webhook.Webhook;
import io.clientele.webhook.WebhookDraft;
import io.clientele.webhook.Webhooks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;

/// A tenant with endpoints, and dispatchers for them, over a test database.
final class WebhookFixture implements AutoCloseable {
    static final Duration KEEP = Duration.ofDays(30);
    /// As in development: plain HTTP to this machine.
    static final Targets TARGETS = targets(host -> {
        if (host.equals("receiver.test")) {
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        }
        throw new UnknownHostException(host);
    });

    final TestDomain gateway;
    final TestDomain stream;
    final Actor admin;
    final TenantId tenant;

    WebhookFixture(TestDatabase database, Path directory) {
        gateway = new TestDomain(database, DatabaseRole.GATEWAY, directory, 4);
        stream = new TestDomain(database, DatabaseRole.STREAM, directory, 12);
        admin = gateway.admin(gateway.tenant());
        tenant = admin.tenantId();
    }

    /// A dispatcher and all that belongs to it; closing stops it as the application does.
    record Running(WebhookDispatcher dispatcher, WebhookCounts counts, Receivers receivers) implements AutoCloseable {
        @Override
        public void close() {
            dispatcher.stop();
            receivers.close();
        }
    }

    static Targets targets(HostLookup lookup) {
        return new Targets(new TargetProperties(true, List.of(443)), lookup);
    }

    /// Quick, with three attempts.
    static WebhookSettings settings(Duration timeout, Duration lease, Duration disableAfter) {
        return new WebhookSettings(
                timeout,
                lease,
                Duration.ofMillis(50),
                64,
                4,
                List.of(Duration.ofMillis(200), Duration.ofMillis(200)),
                Duration.ofSeconds(2),
                disableAfter,
                KEEP);
    }

    static WebhookSettings settings() {
        return settings(Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofDays(5));
    }

    Running start() {
        return start(settings(), TARGETS, null);
    }

    Running start(WebhookSettings settings, Targets targets, @Nullable TlsSocketStrategy tls) {
        Running running = running(stream, settings, targets, tls);
        running.dispatcher().start();
        return running;
    }

    static Running running(
            TestDomain stream, WebhookSettings settings, Targets targets, @Nullable TlsSocketStrategy tls) {
        Clock clock = Clock.systemUTC();
        WebhookCounts counts = new WebhookCounts();
        Receivers receivers =
                new Receivers(targets, ReceiverClient.create(targets, settings, tls), clock, settings.timeout());
        Courier courier = new Courier(receivers, stream.deliveryResults, settings, counts, clock);
        return new Running(
                new WebhookDispatcher(stream.deliveryQueue, courier, settings, counts, clock), counts, receivers);
    }

    Webhooks.WithSecret endpoint(String url) {
        return endpoint(url, TARGETS);
    }

    Webhooks.WithSecret endpoint(String url, Targets targets) {
        return webhooks(targets).create(admin, new WebhookDraft(url, null, null, null), "r");
    }

    Webhooks.WithSecret rotate(UUID endpoint) {
        return webhooks(TARGETS).rotate(admin, endpoint, "r");
    }

    private Webhooks webhooks(Targets targets) {
        return new Webhooks(
                gateway.jdbc, targets, gateway.keys, gateway.transactions, gateway.operations, Clock.systemUTC());
    }

    Webhook find(UUID endpoint) {
        return gateway.webhooks.find(tenant, endpoint);
    }

    /// That a customer was updated `count` times, from the first event on.
    void happened(UUID customer, int count) {
        List<NewDelivery> events = new ArrayList<>();
        for (int sequence = 1; sequence <= count; sequence++) {
            events.add(new NewDelivery(TestEvents.updated(tenant, customer, sequence), Instant.now()));
        }
        stream.deliveries.append(tenant, events, KEEP);
    }

    List<Delivery> log(UUID endpoint) {
        return gateway.deliveryLog.page(tenant, endpoint, null, null, 200).deliveries();
    }

    Delivery only(UUID endpoint) {
        List<Delivery> all = log(endpoint);
        if (all.size() != 1) {
            throw new AssertionError("one delivery expected, not " + all.size());
        }
        return all.getFirst();
    }

    List<String> outcomes(UUID endpoint) {
        return only(endpoint).attempts().stream().map(Attempt::outcome).toList();
    }

    /// Leaves nothing to do for the dispatchers of other tests.
    @Override
    public void close() {
        gateway.webhooks.list(tenant).forEach(each -> gateway.webhooks.delete(admin, each.id(), each.version(), "r"));
        stream.close();
        gateway.close();
    }
}
