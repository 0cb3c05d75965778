package io.clientele.vehicle;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer with the live vehicles: the primary first, then the newest first. Where there are vehicles,
/// exactly one is primary.
record Garage(Keeper keeper, List<VehicleRow> vehicles) {
    Garage {
        vehicles = List.copyOf(vehicles);
    }

    Optional<VehicleRow> find(UUID vehicleId) {
        return vehicles.stream()
                .filter(vehicle -> vehicle.id().equals(vehicleId))
                .findFirst();
    }

    @Nullable
    VehicleRow primary() {
        return vehicles.stream().filter(VehicleRow::isPrimary).findFirst().orElse(null);
    }

    /// Who becomes primary when this vehicle no longer is; null where there is no other.
    @Nullable
    VehicleRow heirOf(VehicleRow vehicle) {
        return vehicles.stream()
                .filter(other -> !other.id().equals(vehicle.id()))
                .max(Comparator.comparing(VehicleRow::createdAt).thenComparing(VehicleRow::id))
                .orElse(null);
    }
}
