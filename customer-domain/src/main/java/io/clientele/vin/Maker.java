package io.clientele.vin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a world manufacturer identifier.
///
/// @param makes the brands built under it; the one to be assumed first
/// @param light a truck of at most 10,000 lb, to which the rule of the seventh character applies
/// @param country ISO 3166 alpha-2
/// @param schemas five numbers for each of vPIC's schemas: first and last model year, and the lists of the patterns
///                of models, bodies and plants (negative: none)
record Maker(
        @Nullable String manufacturer,
        List<String> makes,
        @Nullable String vehicleType,
        boolean light,
        @Nullable String country,
        int[] schemas) {
    static final int SCHEMA = 5;
}
