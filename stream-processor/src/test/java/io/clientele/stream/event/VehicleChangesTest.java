package io.clientele.stream.event;

import static io.clientele.stream.event.Changes.CUSTOMER;
import static io.clientele.stream.event.Changes.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.schemas.cdc.ChangeKind;
import io.clientele.schemas.cdc.RowChange;
import io.clientele.schemas.event.CustomerEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B003")
@Tag("REQ-CM-B015")
class VehicleChangesTest {
    private static final UUID VEHICLE = new UUID(7, 1);
    private static final UUID BUYER = new UUID(7, 2);

    @Test
    void aNewVehicleIsAdded() {
        assertThat(VehicleChanges.event(vehicle(ChangeKind.CREATE, null, row(1, Map.of())), false))
                .isEqualTo(new CustomerEvent.VehicleAdded(CUSTOMER, VEHICLE, 1, "Honda", "Civic", 2019, "owned", true));
    }

    @Test
    void aChangeNamesItsFieldsAndNotTheBookkeeping() {
        RowChange change = vehicle(
                ChangeKind.UPDATE,
                row(1, Map.of("mileage", 100)),
                row(2, Map.of("mileage", 200, "is_primary", false, "vin", "AQM=", "vin_index", "AQM=")));

        assertThat(VehicleChanges.event(change, true))
                .isEqualTo(new CustomerEvent.VehicleUpdated(
                        CUSTOMER, VEHICLE, 2, List.of("is_primary", "mileage", "vin")));
        assertThat(EventSource.time(change, VehicleChanges.event(change, true))).isEqualTo(TIME.plusSeconds(2));
    }

    @Test
    void aChangeOfNothingIsNoEvent() {
        assertThat(VehicleChanges.event(vehicle(ChangeKind.UPDATE, row(1, Map.of()), row(2, Map.of())), true))
                .isNull();
    }

    /// Its personal fields are encrypted anew, which is no change of theirs.
    @Test
    void oneThatChangesHandsIsAddedWhereItArrivesWhateverIsKnownOfIt() {
        RowChange change = vehicle(
                ChangeKind.UPDATE,
                row(3, Map.of("vin", "AQE=")),
                row(4, Map.of("vin", "AQI=", "customer_id", BUYER.toString())));

        for (boolean known : new boolean[] {true, false}) {
            CustomerEvent event = VehicleChanges.event(change, known);
            assertThat(event)
                    .isEqualTo(
                            new CustomerEvent.VehicleAdded(BUYER, VEHICLE, 4, "Honda", "Civic", 2019, "owned", true));
            assertThat(EventSource.time(change, event)).isEqualTo(TIME.plusSeconds(4));
        }
        assertThat(change.key()).isEqualTo(BUYER.toString());
    }

    @Test
    void oneThatIsRemovedIsToldByItsKeeperAlone() {
        Map<String, Object> removed = row(2, Map.of("removed_at", TIME.toString()));

        assertThat(VehicleChanges.event(vehicle(ChangeKind.UPDATE, row(1, Map.of()), removed), true))
                .isNull();
        assertThat(VehicleChanges.ofKeeper(keeper(ChangeKind.UPDATE, Map.of(), Map.of("until_at", text(TIME))), true))
                .isEqualTo(new CustomerEvent.VehicleRemoved(CUSTOMER, VEHICLE, false));
        assertThat(VehicleChanges.event(vehicle(ChangeKind.UPDATE, removed, row(3, Map.of())), true))
                .as("back again")
                .isInstanceOf(CustomerEvent.VehicleAdded.class);
    }

    @Test
    void oneThatLeavesForAnotherCustomerIsRemovedThereAsTransferred() {
        RowChange change = keeper(
                ChangeKind.UPDATE, Map.of(), Map.of("until_at", text(TIME.plusSeconds(5)), "end_reason", "AQI="));

        CustomerEvent event = VehicleChanges.ofKeeper(change, true);

        assertThat(event).isEqualTo(new CustomerEvent.VehicleRemoved(CUSTOMER, VEHICLE, true));
        assertThat(EventSource.time(change, event)).isEqualTo(TIME.plusSeconds(5));
    }

    @Test
    void aKeeperWhoBeginsOrWasEndedBeforeIsNoEvent() {
        Map<String, Object> ended = Map.of("until_at", text(TIME));

        assertThat(VehicleChanges.ofKeeper(keeper(ChangeKind.CREATE, null, Map.of()), false))
                .isNull();
        assertThat(VehicleChanges.ofKeeper(keeper(ChangeKind.CREATE, null, ended), false))
                .isNull();
        assertThat(VehicleChanges.ofKeeper(keeper(ChangeKind.UPDATE, ended, ended), true))
                .isNull();
        assertThat(VehicleChanges.ofKeeper(keeper(ChangeKind.READ, null, ended), false))
                .isNull();
        assertThat(VehicleChanges.ofKeeper(keeper(ChangeKind.READ, null, ended), true))
                .as("missed")
                .isNotNull();
    }

    @Test
    void aSnapshotTellsWhatWasMissed() {
        RowChange read = vehicle(ChangeKind.READ, null, row(5, Map.of()));

        assertThat(VehicleChanges.event(read, true))
                .isEqualTo(new CustomerEvent.VehicleUpdated(CUSTOMER, VEHICLE, 5, List.of()));
        assertThat(VehicleChanges.event(read, false)).isInstanceOf(CustomerEvent.VehicleAdded.class);
    }

    private static String text(Instant time) {
        return time.toString();
    }

    private static RowChange vehicle(ChangeKind kind, Map<String, Object> before, Map<String, Object> after) {
        return Changes.change(RowChange.VEHICLE, kind, before, after, "api");
    }

    private static Map<String, Object> row(long version, Map<String, Object> columns) {
        Map<String, Object> row = new HashMap<>(Map.of(
                "version",
                version,
                "make",
                "Honda",
                "model",
                "Civic",
                "year",
                2019,
                "status",
                "owned",
                "is_primary",
                true,
                "created_at",
                TIME.toString(),
                "updated_at",
                TIME.plusSeconds(version).toString()));
        row.putAll(columns);
        return Changes.of(VEHICLE, row);
    }

    private static RowChange keeper(ChangeKind kind, Map<String, Object> before, Map<String, Object> after) {
        return Changes.change(
                RowChange.VEHICLE_KEEPER, kind, before == null ? null : keeper(1, before), keeper(2, after), "api");
    }

    private static Map<String, Object> keeper(long version, Map<String, Object> columns) {
        Map<String, Object> row = new HashMap<>(columns);
        row.put("version", version);
        row.put("vehicle_id", VEHICLE.toString());
        return Changes.of(new UUID(7, 9), row);
    }
}
