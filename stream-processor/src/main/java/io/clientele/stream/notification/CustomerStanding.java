package io.clientele.stream.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What has to be remembered of a customer to know whom to tell.
///
/// @param owner null where there is none
/// @param sequence of the last event that was remembered: one that is not behind it was seen before
record CustomerStanding(@Nullable UUID owner, long sequence) {
    static final CustomerStanding UNKNOWN = new CustomerStanding(null, 0);
}
