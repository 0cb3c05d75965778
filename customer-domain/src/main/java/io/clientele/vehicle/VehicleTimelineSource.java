package io.clientele.vehicle;

import io.clientele.tenant.Actor;
import java.util.List;
import java.util.UUID;

/// Where entries of one kind come from. [VehicleHistory] joins any number of sources into one timeline; a
/// further kind is a record of [VehicleEntry] and a source that is given to its constructor.
@FunctionalInterface
public interface VehicleTimelineSource {
    /// Entries of one vehicle, the newest first: those that are older than `position`, by time and then by
    /// id. Called inside a transaction of the tenant, for viewers who see the vehicle's customer in full;
    /// what belongs to other customers the source leaves out itself.
    ///
    /// @param limit 1 or more
    List<VehicleEntry> behind(Actor viewer, UUID vehicleId, TimelinePosition position, int limit);
}
