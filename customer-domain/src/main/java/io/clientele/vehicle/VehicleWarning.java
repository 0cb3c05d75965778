package io.clientele.vehicle;

import io.clientele.vin.VinWarning;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something about a vehicle that a person should look at; it was saved all the same.
///
/// @param code of [VinWarning.Code], or `MILEAGE_BACKWARDS`
/// @param field the field's name in snake_case
/// @param message one sentence, without the VIN
public record VehicleWarning(String code, String field, String message) {
    static VehicleWarning of(VinWarning warning) {
        String field = switch (warning.code()) {
            case MAKE_CONTRADICTED -> "make";
            case YEAR_CONTRADICTED -> "year";
            default -> "vin"; // whatever else there is to say is about the number itself
        };
        return new VehicleWarning(warning.code().name(), field, warning.message());
    }

    /// Where the odometer shows less than before: it was replaced, or one of the readings is wrong.
    static Optional<VehicleWarning> ofMileage(@Nullable Integer last, int now) {
        return last == null || now >= last
                ? Optional.empty()
                : Optional.of(new VehicleWarning(
                        "MILEAGE_BACKWARDS", "mileage", "The odometer showed %d before.".formatted(last)));
    }
}
