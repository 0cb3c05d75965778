package io.clientele.vehicle;

import java.util.List;

/// A vehicle that was written, and what a person should look at.
public record SavedVehicle(VehicleView.Full vehicle, List<VehicleWarning> warnings) {
    public SavedVehicle {
        warnings = List.copyOf(warnings);
    }
}
