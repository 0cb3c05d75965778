package io.clientele.vehicle;

import io.clientele.tenant.Actor;
import io.clientele.tenant.Ids;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The table `customer_vehicle_keeper`: which customer had a vehicle when. Call inside a transaction of the
/// tenant that has locked the customers.
final class Keepers {
    private static final String BEGIN = """
            insert into customer_vehicle_keeper (tenant_id, id, vehicle_id, customer_id, from_at, reason, begun_by,
                operation_id)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String END = """
            update customer_vehicle_keeper set until_at = greatest(?, from_at), end_reason = ?, was_primary = ?,
                ended_by = ?, version = version + 1, operation_id = ?
            where tenant_id = ? and vehicle_id = ? and until_at is null""";
    private static final String WAS_PRIMARY = """
            select coalesce((select was_primary from customer_vehicle_keeper
                where tenant_id = ? and vehicle_id = ? and customer_id = ?
                order by from_at desc, id desc limit 1), false)""";
    private static final String HAD = """
            select exists (select 1 from customer_vehicle_keeper
                where tenant_id = ? and vehicle_id = ? and customer_id = ?)""";

    private final JdbcTemplate jdbc;

    Keepers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param reason ciphertext under the customer's key; null for the first keeper
    void begin(Actor actor, UUID vehicleId, UUID customerId, byte @Nullable [] reason, UUID operationId, Instant at) {
        jdbc.update(
                BEGIN,
                actor.tenantId().value(),
                Ids.next(),
                vehicleId,
                customerId,
                Timestamp.from(at),
                reason,
                actor.userId(),
                operationId);
    }

    /// Ends the time of the keeper that there is.
    ///
    /// @param reason ciphertext under that customer's key; null where the vehicle was removed
    /// @param wasPrimary whether it was that customer's primary vehicle
    void end(Actor actor, UUID vehicleId, byte @Nullable [] reason, boolean wasPrimary, UUID operationId, Instant at) {
        jdbc.update(
                END,
                Timestamp.from(at),
                reason,
                wasPrimary,
                actor.userId(),
                operationId,
                actor.tenantId().value(),
                vehicleId);
    }

    /// Whether the vehicle was the customer's primary one when it left that customer last.
    boolean wasPrimary(Actor actor, UUID vehicleId, UUID customerId) {
        return is(WAS_PRIMARY, actor, vehicleId, customerId);
    }

    /// Whether the customer has, or ever had, the vehicle.
    boolean had(Actor actor, UUID vehicleId, UUID customerId) {
        return is(HAD, actor, vehicleId, customerId);
    }

    private boolean is(String question, Actor actor, UUID vehicleId, UUID customerId) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(question, Boolean.class, actor.tenantId().value(), vehicleId, customerId));
    }
}
