package io.clientele.vehicle;

import io.clientele.pii.PageCursor;
import io.clientele.pii.TenantCipher;
import io.clientele.problem.ProblemException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// A place in a vehicle's timeline: behind everything that is newer. As a cursor it is sealed with the
/// tenant's key and bound to the vehicle.
///
/// @param at microseconds at most
/// @param id of the entry, for entries of the same time
public record TimelinePosition(Instant at, UUID id) {
    /// Before the newest entry.
    static final TimelinePosition START = new TimelinePosition(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    // As PostgreSQL compares: ids are unsigned there.
    private static final Comparator<TimelinePosition> OLDEST_FIRST = Comparator.comparing(TimelinePosition::at)
            .thenComparing((one, other) ->
                    Long.compareUnsigned(one.id.getMostSignificantBits(), other.id.getMostSignificantBits()))
            .thenComparing((one, other) ->
                    Long.compareUnsigned(one.id.getLeastSignificantBits(), other.id.getLeastSignificantBits()));

    static final Comparator<VehicleEntry> NEWEST_FIRST =
            Comparator.comparing(TimelinePosition::of, OLDEST_FIRST.reversed());

    static TimelinePosition of(VehicleEntry entry) {
        return new TimelinePosition(entry.at(), entry.id());
    }

    String seal(TenantCipher cipher, UUID vehicleId) {
        return PageCursor.seal(cipher, list(vehicleId), at.toString(), id.toString());
    }

    /// @throws ProblemException when the cursor is not one of this tenant and vehicle
    static TimelinePosition open(TenantCipher cipher, UUID vehicleId, String cursor) {
        List<String> position = PageCursor.open(cipher, list(vehicleId), cursor, 2);
        return new TimelinePosition(Instant.parse(position.get(0)), UUID.fromString(position.get(1)));
    }

    private static String list(UUID vehicleId) {
        return "vehicle history " + vehicleId;
    }
}
