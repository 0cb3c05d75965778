package io.clientele.vehicle;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A vehicle as somebody typed it; judged in [VehicleValidation]. Null and blank mean not given.
///
/// @param year of the model
/// @param mileage what the odometer shows, in the unit that the business counts in
/// @param isPrimary null leaves the designation as it is
@JsonNaming(SnakeCaseStrategy.class)
public record VehicleDraft(
        @Nullable String make,
        @Nullable String model,
        @Nullable Integer year,
        @Nullable String vin,
        @Nullable String licensePlate,
        @Nullable String color,
        @Nullable Integer mileage,
        @Nullable Boolean isPrimary,
        @Nullable String status,
        @Nullable String notes) {

    /// What somebody would have typed to get this vehicle: where a partial change starts.
    public static VehicleDraft of(VehicleView.Full vehicle) {
        return new VehicleDraft(
                vehicle.make(),
                vehicle.model(),
                vehicle.year(),
                vehicle.vin(),
                vehicle.licensePlate(),
                vehicle.color(),
                vehicle.mileage(),
                vehicle.isPrimary(),
                vehicle.status(),
                vehicle.notes());
    }

    /// Names no field's value.
    @Override
    public String toString() {
        return "VehicleDraft[***]";
    }
}
