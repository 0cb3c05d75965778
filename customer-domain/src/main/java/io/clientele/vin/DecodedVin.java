package io.clientele.vin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a VIN says about its vehicle; null is what it doesn't say, or what the tables don't know.
///
/// @param make the brand as people write it, for example `Honda`
/// @param manufacturer the company that built it, for example `AMERICAN HONDA MOTOR CO., INC.`
/// @param modelYear 1980 to next year
/// @param vehicleType of vPIC, for example `Passenger Car`
/// @param body of vPIC, for example `Sedan/Saloon`
/// @param country of the manufacturer's identifier, ISO 3166 alpha-2
/// @param plant the city where it was built
public record DecodedVin(
        @Nullable String make,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable Integer modelYear,
        @Nullable String vehicleType,
        @Nullable String body,
        @Nullable String country,
        @Nullable String plant,
        List<VinWarning> warnings) {

    /// Where the make or year that somebody gave is not the VIN's. Makes are compared without case, blanks and
    /// punctuation, and by what they are called for short (VW, Chevy, Mercedes); a year may be off by one, since
    /// papers often show the year of registration.
    ///
    /// @param givenMake null or blank when none was given
    /// @param givenYear null when none was given
    public List<VinWarning> contradictions(@Nullable String givenMake, @Nullable Integer givenYear) {
        List<VinWarning> found = new ArrayList<>();
        if (make != null && givenMake != null && !givenMake.isBlank() && !Makes.same(make, givenMake)) {
            found.add(new VinWarning(
                    VinWarning.Code.MAKE_CONTRADICTED, "The VIN belongs to the make %s.".formatted(make)));
        }
        if (modelYear != null && givenYear != null && Math.abs(modelYear - givenYear) > 1) {
            found.add(new VinWarning(
                    VinWarning.Code.YEAR_CONTRADICTED,
                    String.format(Locale.ROOT, "The VIN belongs to the model year %d.", modelYear)));
        }
        return List.copyOf(found);
    }

    /// What was given, and from the VIN what was left empty.
    public VehicleNames fill(@Nullable String givenMake, @Nullable String givenModel, @Nullable Integer givenYear) {
        boolean sameMake = givenMake == null || givenMake.isBlank() || make == null || Makes.same(make, givenMake);
        return new VehicleNames(
                filled(givenMake, make),
                // A model of another make than the one given would only add to the confusion.
                filled(givenModel, sameMake ? model : null),
                givenYear == null ? modelYear : givenYear);
    }

    private static @Nullable String filled(@Nullable String given, @Nullable String decoded) {
        return given == null || given.isBlank() ? decoded : given;
    }
}
