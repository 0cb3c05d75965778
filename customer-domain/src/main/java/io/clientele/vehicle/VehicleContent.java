package io.clientele.vehicle;

import io.clientele.contact.PersonalText;
import io.clientele.vin.Vin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A valid vehicle in normal form; everything personal prints masked.
///
/// @param year of the model
/// @param isPrimary null leaves the designation as it is
/// @param warnings what a person should look at
record VehicleContent(
        String make,
        String model,
        int year,
        @Nullable Vin vin,
        @Nullable LicensePlate licensePlate,
        @Nullable String color,
        @Nullable Integer mileage,
        @Nullable Boolean isPrimary,
        VehicleStatus status,
        @Nullable PersonalText notes,
        List<VehicleWarning> warnings) {
    VehicleContent {
        warnings = List.copyOf(warnings);
    }
}
