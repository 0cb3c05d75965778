package io.clientele.vehicle;

import io.clientele.access.Access;
import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The vehicles of one customer: what there is, and one more. Every answer went through the access policy.
public final class Vehicles {
    private final VehicleRepository repository;
    private final Keepers keepers;
    private final Readings readings;
    private final Garages garages;
    private final VehicleValidation validation;
    private final Operations operations;
    private final TenantKeys keys;
    private final TenantTransactions transactions;
    private final Clock clock;

    public Vehicles(
            JdbcTemplate jdbc,
            VehicleValidation validation,
            Operations operations,
            TenantKeys keys,
            TenantTransactions transactions,
            Clock clock) {
        this.repository = new VehicleRepository(jdbc);
        this.keepers = new Keepers(jdbc);
        this.readings = new Readings(jdbc);
        this.garages = new Garages(repository, keepers, transactions);
        this.validation = validation;
        this.operations = operations;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The live vehicles, the primary one first, then the newest first.
    ///
    /// @throws ProblemException `NOT_FOUND` where the viewer may not know of the customer
    public List<VehicleView> list(Actor viewer, UUID customerId) {
        TenantCipher tenant = keys.cipher(viewer.tenantId());
        Garage garage = transactions.read(viewer.tenantId(), () -> garages.visible(viewer, customerId));
        return garage.vehicles().stream()
                .map(row -> view(viewer, tenant, garage, row))
                .toList();
    }

    /// One live vehicle.
    ///
    /// @throws ProblemException `NOT_FOUND`; when the vehicle changed hands its detail says so to those who
    ///     see the customer in full
    public VehicleView find(Actor viewer, UUID customerId, UUID vehicleId) {
        TenantCipher tenant = keys.cipher(viewer.tenantId());
        return transactions.read(viewer.tenantId(), () -> {
            Garage garage = garages.visible(viewer, customerId);
            VehicleRow row = garage.find(vehicleId).orElseThrow(() -> garages.missing(viewer, garage, vehicleId));
            return view(viewer, tenant, garage, row);
        });
    }

    private static VehicleView view(Actor viewer, TenantCipher tenant, Garage garage, VehicleRow row) {
        return garage.keeper().access(viewer) == Access.FULL ? row.full(tenant, garage.keeper()) : row.limited();
    }

    /// Adds a vehicle. A customer's first one is primary by itself.
    ///
    /// @param requestId of the request, for the operation; null outside of one
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN`, `DUPLICATE_VIN`, or all field errors
    public SavedVehicle create(Actor actor, UUID customerId, VehicleDraft draft, @Nullable String requestId) {
        TenantCipher tenant = keys.cipher(actor.tenantId());
        return garages.write(actor, () -> {
            Garage garage = garages.locked(actor, customerId);
            VehicleContent content = validation.require(draft);
            SealedVehicle sealed = SealedVehicle.seal(tenant, garage.keeper().cipher(tenant), content);
            UUID id = Ids.next();
            Instant now = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
            @Nullable VehicleRow before = garage.primary();
            boolean primary = before == null || Boolean.TRUE.equals(content.isPrimary());
            @Nullable VehicleRow deposed = primary ? before : null;
            List<UUID> abandoned = garages.abandoned(actor, sealed.vinIndex());
            UUID operation = operations.record(
                    actor, OperationKind.API, requestId, 1 + abandoned.size() + (deposed == null ? 0 : 1));
            abandoned.forEach(other -> garages.remove(actor, other, false, operation, now));
            if (deposed != null) {
                repository.designate(actor.tenantId(), deposed.id(), false, operation, now);
            }
            Garages.claim(
                    sealed.vinIndex(),
                    () -> repository.insert(actor.tenantId(), id, customerId, sealed, primary, operation, now));
            keepers.begin(actor, id, customerId, null, operation, now);
            if (content.mileage() != null) {
                readings.append(actor, id, content.mileage(), operation, now);
            }
            return new SavedVehicle(garages.reread(actor, tenant, customerId, id), content.warnings());
        });
    }
}
