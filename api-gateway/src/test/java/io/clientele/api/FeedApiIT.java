package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.Answer;
import io.clientele.api.Gateway.TestTenant;
import io.clientele.domain.TestDomain;
import io.clientele.feed.PublishedEvents;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.tenant.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Events over HTTP.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B015")
class FeedApiIT {
    @TempDir
    Path directory;

    private final Gateway gateway;
    private final TestTenant tenant;
    private final TenantId tenantId;

    FeedApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
        this.tenantId = new TenantId(tenant.id());
    }

    @Test
    void answersCloudEventsAndGoesOnBehindThem() {
        try (TestDomain stream = new TestDomain(gateway.database(), DatabaseRole.STREAM, directory, 1)) {
            UUID customer = UUID.randomUUID();
            stream.eventLog.append(
                    tenantId,
                    List.of(
                            PublishedEvents.deleted(tenantId, customer, 1),
                            PublishedEvents.restored(tenantId, customer, 2)));

            Answer first = gateway.get("/api/events?limit=1", tenant.admin());
            Answer second = gateway.get("/api/events?after=" + next(first), tenant.admin());
            Answer third = gateway.get(
                    "/api/events?type=customer.created,customer.deleted&after=" + next(second), tenant.admin());

            assertThat(first.status()).as(first.body()).isEqualTo(200);
            JsonNode event = first.json().at("/events/0");
            assertThat(event.path("specversion").asString()).isEqualTo("1.0");
            assertThat(event.path("type").asString()).isEqualTo("customer.deleted");
            assertThat(event.path("subject").asString()).isEqualTo(customer.toString());
            assertThat(event.path("time").asString()).isEqualTo("2026-11-22T08:00:01.123456Z");
            assertThat(event.path("bulk").isBoolean()).isTrue();
            assertThat(event.has("actorid")).isFalse();
            assertThat(event.at("/data/version").asLong()).isEqualTo(1);
            assertThat(first.json().path("more").asBoolean()).isTrue();
            assertThat(second.json().at("/events/0/sequence").asString()).isEqualTo("2");
            assertThat(third.json().path("events")).isEmpty();
            assertThat(third.json().path("more").asBoolean()).isFalse();
        }
    }

    @Test
    void waitsForAnEventWhereThereIsNoneYet() {
        try (TestDomain stream = new TestDomain(gateway.database(), DatabaseRole.STREAM, directory, 1)) {
            String next = next(gateway.get("/api/events", tenant.admin()));
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(
                    () -> gateway.get("/api/events?wait=20&after=" + next, tenant.admin()));
            long began = System.nanoTime();

            Answer empty = gateway.get("/api/events?wait=1&after=" + next, tenant.admin());
            assertThat(empty.json().path("events")).isEmpty();
            assertThat(System.nanoTime() - began).isGreaterThan(900_000_000L);
            assertThat(waiting).isNotDone();
            stream.eventLog.append(tenantId, List.of(PublishedEvents.deleted(tenantId, UUID.randomUUID(), 1)));

            assertThat(waiting.join().json().path("events")).hasSize(1);
        }
    }

    @Test
    void refusesWhatItCannotRead() {
        for (String wrong : List.of(
                "limit=0", "limit=501", "wait=21", "wait=-1", "after=bm9wZQ", "type=customer.sang", "type=deleted")) {
            Answer refused = gateway.get("/api/events?" + wrong, tenant.admin());

            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.code()).as(wrong).isEqualTo("MALFORMED_REQUEST");
        }
        assertThat(gateway.get("/api/events?type=customer.sang", tenant.admin()).body())
                .contains("customer.vehicle.removed");
    }

    private static String next(Answer page) {
        return page.json().path("next").asString();
    }
}
