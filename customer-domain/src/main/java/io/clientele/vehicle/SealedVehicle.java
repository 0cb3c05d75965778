package io.clientele.vehicle;

import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantCipher;
import org.jspecify.annotations.Nullable;

/// A vehicle's content as it may leave memory: ciphertext under its keeper's key, keyed hashes and the fields
/// that may stay clear.
///
/// @param vinIndex the tenant's, so that it stays the same when the vehicle changes hands; like
///     `licensePlateIndex`
record SealedVehicle(
        String make,
        String model,
        int year,
        byte @Nullable [] vin,
        byte @Nullable [] vinIndex,
        byte @Nullable [] licensePlate,
        byte @Nullable [] licensePlateIndex,
        @Nullable String color,
        @Nullable Integer mileage,
        String status,
        byte @Nullable [] notes) {

    /// Fields that did not change keep their ciphertext.
    static SealedVehicle seal(TenantCipher tenant, SubjectCipher keeper, VehicleContent content) {
        var vin = content.vin();
        var plate = content.licensePlate();
        var notes = content.notes();
        return new SealedVehicle(
                content.make(),
                content.model(),
                content.year(),
                vin == null ? null : keeper.encrypt(PiiField.VIN, vin.value()),
                vin == null ? null : tenant.index(PiiField.VIN, vin.value()),
                plate == null ? null : keeper.encrypt(PiiField.LICENSE_PLATE, plate.value()),
                plate == null ? null : tenant.index(PiiField.LICENSE_PLATE, plate.matchKey()),
                content.color(),
                content.mileage(),
                content.status().text(),
                notes == null ? null : keeper.encrypt(PiiField.VEHICLE_NOTES, notes.value()));
    }
}
