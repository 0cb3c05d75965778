package io.clientele.vehicle;

import java.util.Locale;

/// How the customer stands to the vehicle.
public enum VehicleStatus {
    OWNED,
    SOLD,
    PROSPECTIVE;

    /// As in JSON, CSV and SQL: `owned`, `sold`, `prospective`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
