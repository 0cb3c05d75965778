package io.clientele.vin;

import org.jspecify.annotations.Nullable;

/// How people name a vehicle; null where neither the caller nor the VIN said it.
public record VehicleNames(
        @Nullable String make,
        @Nullable String model,
        @Nullable Integer year) {}
