package io.clientele.vehicle;

import io.clientele.pii.PiiField;
import io.clientele.pii.SubjectCipher;
import io.clientele.pii.TenantCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A vehicle as the table holds it.
record VehicleRow(
        UUID id,
        UUID customerId,
        SealedVehicle sealed,
        boolean isPrimary,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static VehicleRow read(ResultSet row) throws SQLException {
        int mileage = row.getInt("mileage");
        boolean unread = row.wasNull();
        return new VehicleRow(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                new SealedVehicle(
                        row.getString("make"),
                        row.getString("model"),
                        row.getInt("year"),
                        row.getBytes("vin"),
                        row.getBytes("vin_index"),
                        row.getBytes("license_plate"),
                        row.getBytes("license_plate_index"),
                        row.getString("color"),
                        unread ? null : mileage,
                        row.getString("status"),
                        row.getBytes("notes")),
                row.getBoolean("is_primary"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getLong("version"));
    }

    /// Whether writing `other` would change nothing: ciphertext is deterministic, so comparing it is enough.
    boolean holds(SealedVehicle other) {
        return sealed.make().equals(other.make())
                && sealed.model().equals(other.model())
                && sealed.year() == other.year()
                && Arrays.equals(sealed.vin(), other.vin())
                && Arrays.equals(sealed.licensePlate(), other.licensePlate())
                && Objects.equals(sealed.color(), other.color())
                && Objects.equals(sealed.mileage(), other.mileage())
                && sealed.status().equals(other.status())
                && Arrays.equals(sealed.notes(), other.notes());
    }

    /// The same content under another keeper's key.
    SealedVehicle resealed(SubjectCipher from, SubjectCipher to) {
        return new SealedVehicle(
                sealed.make(),
                sealed.model(),
                sealed.year(),
                resealed(PiiField.VIN, sealed.vin(), from, to),
                sealed.vinIndex(),
                resealed(PiiField.LICENSE_PLATE, sealed.licensePlate(), from, to),
                sealed.licensePlateIndex(),
                sealed.color(),
                sealed.mileage(),
                sealed.status(),
                resealed(PiiField.VEHICLE_NOTES, sealed.notes(), from, to));
    }

    private static byte @Nullable [] resealed(
            PiiField field, byte @Nullable [] encrypted, SubjectCipher from, SubjectCipher to) {
        return to.encryptNullable(field, from.decryptNullable(field, encrypted));
    }

    VehicleView.Full full(TenantCipher tenant, Keeper keeper) {
        SubjectCipher cipher = keeper.cipher(tenant);
        return new VehicleView.Full(
                id,
                customerId,
                sealed.make(),
                sealed.model(),
                sealed.year(),
                cipher.decryptNullable(PiiField.VIN, sealed.vin()),
                cipher.decryptNullable(PiiField.LICENSE_PLATE, sealed.licensePlate()),
                sealed.color(),
                sealed.mileage(),
                isPrimary,
                sealed.status(),
                cipher.decryptNullable(PiiField.VEHICLE_NOTES, sealed.notes()),
                createdAt,
                updatedAt,
                version);
    }

    VehicleView.Limited limited() {
        return new VehicleView.Limited(
                id, customerId, sealed.make(), sealed.model(), sealed.year(), sealed.color(), sealed.status(), version);
    }
}
