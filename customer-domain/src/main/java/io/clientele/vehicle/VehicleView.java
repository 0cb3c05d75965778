package io.clientele.vehicle;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A vehicle as one viewer may see it: the only shape in which a vehicle leaves the platform.
public sealed interface VehicleView {
    UUID id();

    /// Of the row; the tag is made of it.
    long version();

    /// For those with full access to the customer. Prints only ids.
    @JsonNaming(SnakeCaseStrategy.class)
    record Full(
            UUID id,
            UUID customerId,
            String make,
            String model,
            int year,
            @Nullable String vin,
            @Nullable String licensePlate,
            @Nullable String color,
            @Nullable Integer mileage,
            boolean isPrimary,
            String status,
            @Nullable String notes,
            Instant createdAt,
            Instant updatedAt,
            long version)
            implements VehicleView {
        @Override
        public String toString() {
            return "Full[id=" + id + ", version=" + version + "]";
        }
    }

    /// For professionals to whom the customer was referred: which car it is, but nothing that leads to a
    /// person.
    @JsonNaming(SnakeCaseStrategy.class)
    record Limited(
            UUID id,
            UUID customerId,
            String make,
            String model,
            int year,
            @Nullable String color,
            String status,
            long version)
            implements VehicleView {}
}
