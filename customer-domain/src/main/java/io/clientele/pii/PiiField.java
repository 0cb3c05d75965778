package io.clientele.pii;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The encrypted columns. The name is part of every ciphertext's associated data and of every keyed hash, so that a
/// ciphertext moved to another column, customer or tenant is refused. Renaming a constant's column loses the data.
public enum PiiField {
    EMAIL("customer.email"),
    PHONE("customer.phone"),
    PHONE_SECONDARY("customer.phone_secondary"),
    FIRST_NAME("customer.first_name"),
    LAST_NAME("customer.last_name"),
    DATE_OF_BIRTH("customer.date_of_birth"),
    ADDRESS_LINE1("customer.address_line1"),
    ADDRESS_LINE2("customer.address_line2"),
    CITY("customer.city"),
    POSTAL_CODE("customer.postal_code"),
    NOTES("customer.notes"),
    OWNERSHIP_REASON("customer_ownership_history.reason"),
    REFERRAL_NOTE("referral.note"),
    PROFESSIONAL_EMAIL("professional.email"),
    CONSENT_EVIDENCE("consent.evidence"),
    VIN("customer_vehicle.vin"),
    LICENSE_PLATE("customer_vehicle.license_plate"),
    VEHICLE_NOTES("customer_vehicle.notes"),
    VEHICLE_KEEPER_REASON("customer_vehicle_keeper.reason"),
    ACTIVITY_DESCRIPTION("customer_activity.description"),
    ACTIVITY_METADATA("customer_activity.metadata");

    private static final Map<String, PiiField> BY_COLUMN =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PiiField::column, Function.identity()));

    private final String column;

    PiiField(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }

    /// The field that a column holds; empty for a column that is no personal data or does not exist.
    public static Optional<PiiField> of(String table, String column) {
        return Optional.ofNullable(BY_COLUMN.get(table + "." + column));
    }
}
