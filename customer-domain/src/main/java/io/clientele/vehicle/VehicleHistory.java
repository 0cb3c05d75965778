package io.clientele.vehicle;

import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Everything that is known to have happened to a vehicle, in one timeline made of several sources, the
/// newest first. It stays with the customer who keeps the vehicle, or kept it when it was removed.
public final class VehicleHistory {
    public static final int MAX_LIMIT = 200;

    private final Garages garages;
    private final List<VehicleTimelineSource> sources;
    private final TenantKeys keys;
    private final TenantTransactions transactions;

    /// @param sources what the timeline is joined from, in any order
    public VehicleHistory(
            JdbcTemplate jdbc, List<VehicleTimelineSource> sources, TenantKeys keys, TenantTransactions transactions) {
        this.garages = new Garages(new VehicleRepository(jdbc), new Keepers(jdbc), transactions);
        this.sources = List.copyOf(sources);
        this.keys = keys;
        this.transactions = transactions;
    }

    /// One page.
    ///
    /// @param next the cursor of the page behind it; null where this is the last
    public record Page(List<VehicleEntry> entries, @Nullable String next) {}

    /// @param cursor from the page before; null for the first
    /// @param limit 1 to [#MAX_LIMIT]
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN` for those with limited access, or
    ///     `MALFORMED_REQUEST` when the cursor is not one of this vehicle
    public Page page(Actor viewer, UUID customerId, UUID vehicleId, @Nullable String cursor, int limit) {
        TenantCipher tenant = keys.cipher(viewer.tenantId());
        return transactions.read(viewer.tenantId(), () -> {
            Garage garage = garages.full(viewer, customerId, vehicleId);
            if (garage.find(vehicleId).isEmpty()) {
                throw garages.missing(viewer, garage, vehicleId);
            }
            TimelinePosition from =
                    cursor == null ? TimelinePosition.START : TimelinePosition.open(tenant, vehicleId, cursor);
            // Each source gives one more than the page needs: enough for any mixture of them, and to see
            // whether there is more.
            List<VehicleEntry> entries = sources.stream()
                    .flatMap(source -> source.behind(viewer, vehicleId, from, limit + 1).stream())
                    .sorted(TimelinePosition.NEWEST_FIRST)
                    .limit(limit + 1L)
                    .toList();
            if (entries.size() <= limit) {
                return new Page(entries, null);
            }
            List<VehicleEntry> page = entries.subList(0, limit);
            return new Page(page, TimelinePosition.of(page.getLast()).seal(tenant, vehicleId));
        });
    }
}
