package io.clientele.vehicle;

import io.clientele.access.Access;
import io.clientele.pii.TenantCipher;
import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import io.clientele.tenant.Actor;
import io.clientele.tenant.TenantTransactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/// Opens customers' garages through the access policy, to look or to change, and explains what is not there.
/// Call inside a transaction of the tenant, [#write] apart.
final class Garages {
    private final VehicleRepository repository;
    private final Keepers keepers;
    private final TenantTransactions transactions;

    Garages(VehicleRepository repository, Keepers keepers, TenantTransactions transactions) {
        this.repository = repository;
        this.keepers = keepers;
        this.transactions = transactions;
    }

    /// @throws ProblemException `NOT_FOUND` where the viewer may not know of the customer
    Garage visible(Actor viewer, UUID customerId) {
        return repository
                .garage(viewer.tenantId(), customerId, null, viewer.professionalId())
                .filter(garage -> garage.keeper().access(viewer) != Access.NONE)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    /// @param removed a vehicle to look at although it was removed; null for none
    /// @throws ProblemException `NOT_FOUND`, or `FORBIDDEN` for those with limited access
    Garage full(Actor viewer, UUID customerId, @Nullable UUID removed) {
        return requireFull(viewer, repository.garage(viewer.tenantId(), customerId, removed, viewer.professionalId()));
    }

    /// The garage to change: nobody else changes it until the transaction ends, so that its primary vehicle
    /// stays one.
    ///
    /// @throws ProblemException `NOT_FOUND`, or `FORBIDDEN` for those with limited access
    Garage locked(Actor actor, UUID customerId) {
        repository.lock(actor.tenantId(), customerId);
        return full(actor, customerId, null);
    }

    /// Two garages to change.
    record Pair(Garage from, Garage to) {}

    /// @throws ProblemException as of [#locked], and a field error where the customer who is to get the
    ///     vehicle is none that the actor may know of
    Pair locked(Actor actor, UUID fromCustomerId, UUID toCustomerId) {
        repository.lock(actor.tenantId(), fromCustomerId, toCustomerId);
        Garage from = full(actor, fromCustomerId, null);
        Optional<Garage> to = repository
                .garage(actor.tenantId(), toCustomerId, null, actor.professionalId())
                .filter(garage -> garage.keeper().access(actor) != Access.NONE);
        if (to.isEmpty()) {
            throw new ProblemException(
                    ProblemCode.INVALID_CHOICE,
                    ProblemCode.INVALID_CHOICE.message(),
                    List.of(new FieldError(
                            "to_customer_id", ProblemCode.INVALID_CHOICE, "a customer whose record you may change")));
        }
        return new Pair(from, requireFull(actor, to));
    }

    private static Garage requireFull(Actor viewer, Optional<Garage> found) {
        Garage garage = found.orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        return switch (garage.keeper().access(viewer)) {
            case FULL -> garage;
            case LIMITED -> throw new ProblemException(ProblemCode.FORBIDDEN);
            case NONE -> throw new ProblemException(ProblemCode.NOT_FOUND);
        };
    }

    /// The vehicle to change.
    ///
    /// @throws ProblemException `NOT_FOUND` or `STALE_VERSION`
    VehicleRow require(Actor actor, Garage garage, UUID vehicleId, long version) {
        VehicleRow row = garage.find(vehicleId).orElseThrow(() -> missing(actor, garage, vehicleId));
        if (row.version() != version) {
            throw new ProblemException(ProblemCode.STALE_VERSION);
        }
        return row;
    }

    /// The vehicle as it was just written.
    VehicleView.Full reread(Actor actor, TenantCipher tenant, UUID customerId, UUID vehicleId) {
        Garage garage = full(actor, customerId, null);
        return garage.find(vehicleId).orElseThrow().full(tenant, garage.keeper());
    }

    /// `NOT_FOUND`; those who see the customer in full are told when the vehicle changed hands, and to whom
    /// if they may know of the new keeper, too.
    ProblemException missing(Actor viewer, Garage garage, UUID vehicleId) {
        UUID customerId = garage.keeper().id();
        if (garage.keeper().access(viewer) != Access.FULL || !keepers.had(viewer, vehicleId, customerId)) {
            return new ProblemException(ProblemCode.NOT_FOUND);
        }
        Optional<Keeper> now = repository.keeper(viewer.tenantId(), vehicleId, viewer.professionalId());
        if (now.isEmpty() || now.get().id().equals(customerId)) {
            return new ProblemException(ProblemCode.NOT_FOUND, "The vehicle was removed.");
        }
        return new ProblemException(
                ProblemCode.NOT_FOUND,
                "The vehicle was transferred to another customer.",
                List.of(),
                see(viewer, vehicleId, now.get()));
    }

    /// Runs `work` in a transaction of the actor's tenant. A VIN that another live vehicle has ends in
    /// `DUPLICATE_VIN`, which names that vehicle to those who may know of its customer.
    <T> T write(Actor actor, Supplier<T> work) {
        try {
            return transactions.attempt(actor.tenantId(), work);
        } catch (VinTaken taken) {
            throw transactions.read(actor.tenantId(), () -> duplicate(actor, taken.vinIndex));
        }
    }

    /// Writes a vehicle row. The customers are locked, so that the index of VINs is the only one that others
    /// can be ahead in.
    static void claim(byte @Nullable [] vinIndex, Runnable write) {
        try {
            write.run();
        } catch (DuplicateKeyException taken) {
            if (vinIndex == null) {
                throw taken;
            }
            throw new VinTaken(vinIndex, taken);
        }
    }

    /// Carries the VIN out of the transaction that it ended.
    private static final class VinTaken extends RuntimeException {
        private final transient byte[] vinIndex;

        VinTaken(byte[] vinIndex, DuplicateKeyException cause) {
            super(cause);
            this.vinIndex = vinIndex;
        }
    }

    /// The vehicle that has this VIN although its customer is deleted, if there is one: it gives the VIN up
    /// as the customer gave up the e-mail address.
    List<UUID> abandoned(Actor actor, byte @Nullable [] vinIndex) {
        return vinIndex == null ? List.of() : repository.abandoned(actor.tenantId(), vinIndex);
    }

    void remove(Actor actor, UUID vehicleId, boolean wasPrimary, UUID operationId, Instant at) {
        repository.remove(actor.tenantId(), vehicleId, operationId, at);
        keepers.end(actor, vehicleId, null, wasPrimary, operationId, at);
    }

    private ProblemException duplicate(Actor actor, byte[] vinIndex) {
        return new ProblemException(
                ProblemCode.DUPLICATE_VIN,
                ProblemCode.DUPLICATE_VIN.message(),
                List.of(FieldError.of("vin", ProblemCode.DUPLICATE_VIN)),
                repository
                        .holder(actor.tenantId(), vinIndex, actor.professionalId())
                        .map(held -> see(actor, held.vehicleId(), held.keeper()))
                        .orElse(Map.of()));
    }

    private static Map<String, UUID> see(Actor viewer, UUID vehicleId, Keeper keeper) {
        return keeper.access(viewer) == Access.NONE
                ? Map.of()
                : Map.of("customer_id", keeper.id(), "vehicle_id", vehicleId);
    }
}
