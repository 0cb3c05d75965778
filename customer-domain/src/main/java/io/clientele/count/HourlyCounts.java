package io.clientele.count;

import io.clientele.schemas.event.HourlyCount;
import io.clientele.tenant.TenantId;
import io.clientele.tenant.TenantTransactions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/// The table `hourly_count`.
public final class HourlyCounts {
    /// Counts only grow: an old number that comes again, or late, changes nothing.
    private static final String RAISE = """
            insert into hourly_count as c (tenant_id, metric, hour, count)
            select ?, u.metric, u.hour, max(u.count) from unnest(?::text[], ?::timestamptz[], ?::bigint[])
                as u (metric, hour, count)
            group by u.metric, u.hour order by u.metric, u.hour
            on conflict (tenant_id, metric, hour) do update set count = excluded.count
            where c.count < excluded.count""";
    private static final String READ = """
            select metric, date_trunc(?, hour, 'UTC') as at, sum(count)::bigint as count from hourly_count
            where tenant_id = ? and metric = any (?) and hour >= ? and hour < ?
            group by 1, 2""";

    private final JdbcTemplate jdbc;
    private final TenantTransactions transactions;

    public HourlyCounts(JdbcTemplate jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// Raises counts of the tenant to what is given, in one statement.
    ///
    /// @return how many were raised
    public int raise(TenantId tenantId, List<HourlyCount> counts) {
        return transactions.write(
                tenantId,
                () -> jdbc.update(
                        RAISE,
                        tenantId.value(),
                        counts.stream().map(HourlyCount::metric).toArray(String[]::new),
                        counts.stream().map(each -> Timestamp.from(each.hour())).toArray(Timestamp[]::new),
                        counts.stream().map(HourlyCount::count).toArray(Long[]::new)));
    }

    /// A series of each metric, zeros included.
    ///
    /// @param from the begin of a step
    /// @param to the begin of a later step, itself not included
    public List<CountSeries> series(
            TenantId tenantId, List<Metric> metrics, Resolution resolution, Instant from, Instant to) {
        Map<String, Map<Instant, Long>> counts = new HashMap<>();
        transactions.read(tenantId, () -> {
            jdbc.query(
                    READ,
                    row -> {
                        counts.computeIfAbsent(row.getString("metric"), metric -> new TreeMap<>())
                                .put(row.getTimestamp("at").toInstant(), row.getLong("count"));
                    },
                    resolution.text(),
                    tenantId.value(),
                    metrics.stream().map(Metric::text).toArray(String[]::new),
                    Timestamp.from(from),
                    Timestamp.from(to));
            return counts;
        });
        return metrics.stream()
                .map(metric ->
                        series(metric.text(), counts.getOrDefault(metric.text(), Map.of()), resolution, from, to))
                .toList();
    }

    private static CountSeries series(
            String metric, Map<Instant, Long> counts, Resolution resolution, Instant from, Instant to) {
        List<CountSeries.Point> points = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = resolution.next(at)) {
            points.add(new CountSeries.Point(at, counts.getOrDefault(at, 0L)));
        }
        return new CountSeries(
                metric, points.stream().mapToLong(CountSeries.Point::count).sum(), points);
    }
}
