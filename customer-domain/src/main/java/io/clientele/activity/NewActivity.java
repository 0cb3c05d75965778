package io.clientele.activity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An activity to append. Id and time are derived from its cause, so that appending it again is no second activity.
///
/// @param activityType text of an [ActivityType]
/// @param description what happened, in words; encrypted when stored
/// @param metadata JSON; encrypted when stored
/// @param createdAt microseconds at most
public record NewActivity(
        UUID id,
        UUID customerId,
        @Nullable UUID professionalId,
        String activityType,
        String description,
        @Nullable String metadata,
        @Nullable String relatedEntityType,
        @Nullable UUID relatedEntityId,
        Instant createdAt,
        @Nullable UUID createdBy,
        UUID operationId) {
    @Override
    public String toString() {
        return "NewActivity[id=" + id + ", customerId=" + customerId + ", type=" + activityType + "]";
    }
}
