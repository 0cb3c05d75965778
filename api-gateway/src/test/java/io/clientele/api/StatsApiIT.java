package io.clientele.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.api.Gateway.TestTenant;
import io.clientele.count.HourlyCounts;
import io.clientele.domain.TestDomain;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.event.HourlyCount;
import io.clientele.tenant.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Counters over HTTP.
@ExtendWith(Gateway.Extension.class)
@Tag("REQ-CM-B015")
class StatsApiIT {
    @TempDir
    Path directory;

    private final Gateway gateway;
    private final TestTenant tenant;

    StatsApiIT(Gateway gateway) {
        this.gateway = gateway;
        this.tenant = gateway.tenant();
    }

    @Test
    void countsByTheHourAndTheDayWithZerosAndOnlyEverUpwards() {
        try (TestDomain stream = new TestDomain(gateway.database(), DatabaseRole.STREAM, directory, 1)) {
            HourlyCounts counts = new HourlyCounts(stream.jdbc, stream.transactions);
            TenantId tenantId = new TenantId(tenant.id());
            List<HourlyCount> first = List.of(
                    count("customers_created", "2026-11-20T08:00:00Z", 5),
                    count("customers_created", "2026-11-20T08:00:00Z", 7),
                    count("customers_created", "2026-11-20T10:00:00Z", 2),
                    count("activities_service", "2026-11-21T23:00:00Z", 1));
            assertThat(counts.raise(tenantId, first)).isEqualTo(3);
            assertThat(counts.raise(tenantId, first)).isZero();
            assertThat(counts.raise(tenantId, List.of(count("customers_created", "2026-11-20T08:00:00Z", 6))))
                    .isZero();
        }

        JsonNode hours =
                stats("?from=2026-11-20T08:30:00Z&to=2026-11-20T10:00:01Z&metric=customers_created", tenant.admin());
        JsonNode days = stats("?from=2026-11-20T00:00:00Z&to=2026-11-22T00:00:00Z&resolution=day", tenant.admin());

        assertThat(hours.path("from").asString()).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(hours.path("to").asString()).isEqualTo("2026-11-20T11:00:00Z");
        assertThat(hours.path("series")).hasSize(1);
        assertThat(hours.at("/series/0/total").asLong()).isEqualTo(9);
        assertThat(hours.at("/series/0/points")
                        .valueStream()
                        .map(point -> point.path("count").asLong()))
                .containsExactly(7L, 0L, 2L);
        assertThat(days.path("series")).hasSize(6);
        assertThat(days.at("/series/0/points")
                        .valueStream()
                        .map(point -> point.path("count").asLong()))
                .containsExactly(9L, 0L);
        assertThat(days.at("/series/3/metric").asString()).isEqualTo("activities_service");
        assertThat(days.at("/series/3/points/1/count").asLong()).isEqualTo(1);
        assertThat(stats(
                                "?from=2026-11-20T00:00:00Z&to=2026-11-22T00:00:00Z",
                                gateway.tenant().admin())
                        .at("/series/0/total")
                        .asLong())
                .isZero();
    }

    @Test
    void takesTheLastDayOrMonthWhereNothingIsSaid() {
        assertThat(stats("", tenant.admin()).at("/series/0/points")).hasSize(24);
        assertThat(stats("?resolution=day", tenant.admin()).at("/series/0/points"))
                .hasSize(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?resolution=minute",
                "?metric=secrets",
                "?from=2026-11-20T00:00:00Z&to=2026-11-20T00:00:00Z",
                "?from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z",
                "?from=2026-09-01T00:00:00Z&to=2026-11-20T00:00:00Z",
                "?from=2020-09-01T00:00:00Z&to=2026-11-20T00:00:00Z&resolution=day",
                "?from=yesterday",
                "?from=-1000000000-01-01T00:00:00Z",
                "?to=%2B1000000000-12-31T23:59:59Z"
            })
    void refusesWhatNoSeriesCanBe(String query) {
        assertThat(gateway.get("/api/stats" + query, tenant.admin()).status()).isEqualTo(400);
    }

    private JsonNode stats(String query, String token) {
        return gateway.get("/api/stats" + query, token).json();
    }

    private HourlyCount count(String metric, String hour, long count) {
        return new HourlyCount(tenant.id(), metric, Instant.parse(hour), count);
    }
}
