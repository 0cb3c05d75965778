package io.clientele.vehicle;

import io.clientele.operation.OperationKind;
import io.clientele.operation.Operations;
import io.clientele.pii.TenantCipher;
import io.clientele.pii.TenantKeys;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Changes to vehicles that exist. Every change names the version that it was made from; a stale one is
/// refused.
public final class VehicleUpdates {
    private final VehicleRepository repository;
    private final Readings readings;
    private final Garages garages;
    private final VehicleValidation validation;
    private final Operations operations;
    private final TenantKeys keys;
    private final Clock clock;

    public VehicleUpdates(
            JdbcTemplate jdbc,
            VehicleValidation validation,
            Operations operations,
            TenantKeys keys,
            TenantTransactions transactions,
            Clock clock) {
        this.repository = new VehicleRepository(jdbc);
        this.readings = new Readings(jdbc);
        this.garages = new Garages(repository, new Keepers(jdbc), transactions);
        this.validation = validation;
        this.operations = operations;
        this.keys = keys;
        this.clock = clock;
    }

    /// Writes what `change` makes of the vehicle; what it leaves out is cleared, the designation as primary
    /// apart. A change of nothing writes nothing. The only vehicle stays primary whatever is asked; where
    /// another has to follow it is the newest.
    ///
    /// @param version that the caller read
    /// @param change from the vehicle as it is to what it is to be
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN`, `STALE_VERSION`, `DUPLICATE_VIN`, or all field
    ///     errors
    public SavedVehicle change(
            Actor actor,
            UUID customerId,
            UUID vehicleId,
            long version,
            UnaryOperator<VehicleDraft> change,
            @Nullable String requestId) {
        TenantCipher tenant = keys.cipher(actor.tenantId());
        return garages.write(actor, () -> {
            Garage garage = garages.locked(actor, customerId);
            VehicleRow row = garages.require(actor, garage, vehicleId, version);
            VehicleView.Full current = row.full(tenant, garage.keeper());
            VehicleContent content = validation.require(change.apply(VehicleDraft.of(current)));
            SealedVehicle sealed = SealedVehicle.seal(tenant, garage.keeper().cipher(tenant), content);
            boolean primary = isPrimary(garage, row, content.isPrimary());
            if (row.holds(sealed) && primary == row.isPrimary()) {
                return new SavedVehicle(current, content.warnings());
            }
            List<VehicleWarning> warnings = new ArrayList<>(content.warnings());
            @Nullable
            Integer reading = Objects.equals(content.mileage(), row.sealed().mileage()) ? null : content.mileage();
            if (reading != null) {
                VehicleWarning.ofMileage(readings.last(actor, vehicleId), reading)
                        .ifPresent(warnings::add);
            }
            UUID operation = write(actor, garage, row, sealed, primary, requestId);
            if (reading != null) {
                readings.append(actor, vehicleId, reading, operation, now());
            }
            return new SavedVehicle(garages.reread(actor, tenant, customerId, vehicleId), warnings);
        });
    }

    private static boolean isPrimary(Garage garage, VehicleRow row, @Nullable Boolean wanted) {
        if (garage.primary() == null) {
            return true;
        }
        if (wanted == null) {
            return row.isPrimary();
        }
        return wanted || (row.isPrimary() && garage.heirOf(row) == null);
    }

    private UUID write(
            Actor actor,
            Garage garage,
            VehicleRow row,
            SealedVehicle sealed,
            boolean primary,
            @Nullable String requestId) {
        @Nullable VehicleRow deposed = primary && !row.isPrimary() ? garage.primary() : null;
        @Nullable VehicleRow heir = !primary && row.isPrimary() ? garage.heirOf(row) : null;
        boolean sameVin = Arrays.equals(row.sealed().vinIndex(), sealed.vinIndex());
        List<UUID> abandoned = sameVin ? List.of() : garages.abandoned(actor, sealed.vinIndex());
        int changed = 1 + abandoned.size() + (deposed == null && heir == null ? 0 : 1);
        UUID operation = operations.record(actor, OperationKind.API, requestId, changed);
        Instant now = now();
        abandoned.forEach(other -> garages.remove(actor, other, false, operation, now));
        if (deposed != null) {
            repository.designate(actor.tenantId(), deposed.id(), false, operation, now);
        }
        Garages.claim(
                sealed.vinIndex(),
                () -> repository.update(actor.tenantId(), row.id(), row.customerId(), sealed, primary, operation, now));
        if (heir != null) {
            repository.designate(actor.tenantId(), heir.id(), true, operation, now);
        }
        return operation;
    }

    /// Removes softly: the row and its history stay, its VIN is free again, and where it was primary the
    /// newest other vehicle is from now on.
    ///
    /// @throws ProblemException `NOT_FOUND`, `FORBIDDEN` or `STALE_VERSION`
    public void remove(Actor actor, UUID customerId, UUID vehicleId, long version, @Nullable String requestId) {
        garages.write(actor, () -> {
            Garage garage = garages.locked(actor, customerId);
            VehicleRow row = garages.require(actor, garage, vehicleId, version);
            @Nullable VehicleRow heir = row.isPrimary() ? garage.heirOf(row) : null;
            UUID operation = operations.record(actor, OperationKind.API, requestId, heir == null ? 1 : 2);
            Instant now = now();
            garages.remove(actor, vehicleId, row.isPrimary(), operation, now);
            if (heir != null) {
                repository.designate(actor.tenantId(), heir.id(), true, operation, now);
            }
            return vehicleId;
        });
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
