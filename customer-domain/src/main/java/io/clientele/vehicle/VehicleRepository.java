package io.clientele.vehicle;

import io.clientele.tenant.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The table `customer_vehicle`. Call inside a transaction of the tenant.
final class VehicleRepository {
    // One statement: the customer, the key, whether the viewer was referred, and the vehicles.
    private static final String GARAGE = "select " + Keeper.COLUMNS + """
            , v.*
            from customer c
            join subject_key k on k.tenant_id = c.tenant_id and k.customer_id = c.id
            left join customer_vehicle v on v.tenant_id = c.tenant_id and v.customer_id = c.id
                and (v.removed_at is null or v.id = ?::uuid)
            where c.tenant_id = ? and c.id = ? and c.deleted_at is null and k.wrapped_key is not null
            order by v.is_primary desc, v.created_at desc, v.id desc""";
    // In the order of their ids, so that two transfers between the same customers never wait for each other.
    private static final String LOCK = """
            select id from customer where tenant_id = ? and id = any (?) order by id for no key update""";
    private static final String HOLDER = "select " + Keeper.COLUMNS + """
            , v.id
            from customer_vehicle v
            join customer c on c.tenant_id = v.tenant_id and c.id = v.customer_id
            join subject_key k on k.tenant_id = c.tenant_id and k.customer_id = c.id
            where v.tenant_id = ? and v.vin_index = ? and v.removed_at is null""";
    private static final String KEEPER = "select " + Keeper.COLUMNS + """

            from customer_vehicle v
            join customer c on c.tenant_id = v.tenant_id and c.id = v.customer_id
            join subject_key k on k.tenant_id = c.tenant_id and k.customer_id = c.id
            where v.tenant_id = ? and v.id = ? and v.removed_at is null and c.deleted_at is null""";
    private static final String ABANDONED = """
            select v.id
            from customer_vehicle v join customer c on c.tenant_id = v.tenant_id and c.id = v.customer_id
            where v.tenant_id = ? and v.vin_index = ? and v.removed_at is null and c.deleted_at is not null
            for no key update of c""";
    private static final String INSERT = """
            insert into customer_vehicle (tenant_id, id, customer_id, make, model, year, vin, vin_index, license_plate,
                license_plate_index, color, mileage, is_primary, status, notes, created_at, updated_at, operation_id)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            update customer_vehicle set customer_id = ?, make = ?, model = ?, year = ?, vin = ?, vin_index = ?,
                license_plate = ?, license_plate_index = ?, color = ?, mileage = ?, is_primary = ?, status = ?,
                notes = ?, updated_at = ?, version = version + 1, operation_id = ?, operation_row = null
            where tenant_id = ? and id = ? and removed_at is null""";
    private static final String DESIGNATE = """
            update customer_vehicle set is_primary = ?, updated_at = ?, version = version + 1, operation_id = ?,
                operation_row = null
            where tenant_id = ? and id = ?""";
    private static final String REMOVE = """
            update customer_vehicle set removed_at = ?, is_primary = false, updated_at = ?, version = version + 1,
                operation_id = ?, operation_row = null
            where tenant_id = ? and id = ? and removed_at is null""";

    private final JdbcTemplate jdbc;

    VehicleRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// The customer with the live vehicles; empty where the customer does not exist, is deleted or erased.
    ///
    /// @param removed a vehicle to read along although it was removed; null for none
    /// @param viewer the professional who asks, for `referred`
    Optional<Garage> garage(TenantId tenantId, UUID customerId, @Nullable UUID removed, @Nullable UUID viewer) {
        List<Keeper> keepers = new ArrayList<>();
        List<VehicleRow> vehicles = new ArrayList<>();
        jdbc.query(
                GARAGE,
                row -> {
                    keepers.add(Keeper.read(row));
                    if (row.getObject("id") != null) {
                        vehicles.add(VehicleRow.read(row));
                    }
                },
                viewer == null ? null : viewer.toString(),
                removed == null ? null : removed.toString(),
                tenantId.value(),
                customerId);
        return keepers.isEmpty() ? Optional.empty() : Optional.of(new Garage(keepers.getFirst(), vehicles));
    }

    /// Lets nobody else change these customers' vehicles until the transaction ends.
    void lock(TenantId tenantId, UUID... customerIds) {
        jdbc.query(LOCK, row -> {}, tenantId.value(), customerIds);
    }

    /// A live vehicle and its keeper.
    record Held(UUID vehicleId, Keeper keeper) {}

    /// Who has the live vehicle with this VIN.
    Optional<Held> holder(TenantId tenantId, byte[] vinIndex, @Nullable UUID viewer) {
        return jdbc
                .query(
                        HOLDER,
                        (row, n) -> new Held(row.getObject("id", UUID.class), Keeper.read(row)),
                        viewer == null ? null : viewer.toString(),
                        tenantId.value(),
                        vinIndex)
                .stream()
                .findFirst();
    }

    /// Who has the live vehicle with this id.
    Optional<Keeper> keeper(TenantId tenantId, UUID vehicleId, @Nullable UUID viewer) {
        return jdbc
                .query(
                        KEEPER,
                        (row, n) -> Keeper.read(row),
                        viewer == null ? null : viewer.toString(),
                        tenantId.value(),
                        vehicleId)
                .stream()
                .findFirst();
    }

    /// The vehicle with this VIN whose customer is deleted, if there is one. The customer can not be restored
    /// until the transaction ends.
    List<UUID> abandoned(TenantId tenantId, byte[] vinIndex) {
        return jdbc.query(ABANDONED, (row, n) -> row.getObject("id", UUID.class), tenantId.value(), vinIndex);
    }

    void insert(
            TenantId tenantId,
            UUID id,
            UUID customerId,
            SealedVehicle vehicle,
            boolean primary,
            UUID operationId,
            Instant now) {
        Timestamp at = Timestamp.from(now);
        jdbc.update(
                INSERT,
                tenantId.value(),
                id,
                customerId,
                vehicle.make(),
                vehicle.model(),
                vehicle.year(),
                vehicle.vin(),
                vehicle.vinIndex(),
                vehicle.licensePlate(),
                vehicle.licensePlateIndex(),
                vehicle.color(),
                vehicle.mileage(),
                primary,
                vehicle.status(),
                vehicle.notes(),
                at,
                at,
                operationId);
    }

    /// Writes the whole row. The caller has locked the customer and compared the version.
    ///
    /// @param customerId the keeper from now on
    void update(
            TenantId tenantId,
            UUID id,
            UUID customerId,
            SealedVehicle vehicle,
            boolean primary,
            UUID operationId,
            Instant now) {
        jdbc.update(
                UPDATE,
                customerId,
                vehicle.make(),
                vehicle.model(),
                vehicle.year(),
                vehicle.vin(),
                vehicle.vinIndex(),
                vehicle.licensePlate(),
                vehicle.licensePlateIndex(),
                vehicle.color(),
                vehicle.mileage(),
                primary,
                vehicle.status(),
                vehicle.notes(),
                Timestamp.from(now),
                operationId,
                tenantId.value(),
                id);
    }

    /// Makes the vehicle its customer's primary one, or no longer.
    void designate(TenantId tenantId, UUID id, boolean primary, UUID operationId, Instant now) {
        jdbc.update(DESIGNATE, primary, Timestamp.from(now), operationId, tenantId.value(), id);
    }

    void remove(TenantId tenantId, UUID id, UUID operationId, Instant now) {
        Timestamp at = Timestamp.from(now);
        jdbc.update(REMOVE, at, at, operationId, tenantId.value(), id);
    }
}
