package io.clientele.ownership;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// One line of a customer's ownership history.
///
/// @param previousOwnerId null for the first owner
/// @param reason null for viewers with limited access
/// @param transferredBy the user who made the change
@JsonNaming(SnakeCaseStrategy.class)
public record OwnershipTransfer(
        UUID id,
        @Nullable UUID previousOwnerId,
        UUID newOwnerId,
        @Nullable String reason,
        UUID transferredBy,
        Instant transferredAt) {
    @Override
    public String toString() {
        return "OwnershipTransfer[id=" + id + "]";
    }
}
