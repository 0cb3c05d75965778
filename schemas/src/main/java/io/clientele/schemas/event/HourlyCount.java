package io.clientele.schemas.event;

import java.time.Instant;
import java.util.UUID;

/// A record of `customer.counts`: how many of what happened in an hour. The newest of a key is the number; it only
/// grows.
///
/// @param metric what is counted, for example `customers_created`
/// @param hour when it begins, a whole hour of UTC
/// @param count at least 1
public record HourlyCount(UUID tenantId, String metric, Instant hour, long count) {
    /// The Kafka key.
    public String key() {
        return tenantId + "/" + metric + "/" + hour;
    }
}
