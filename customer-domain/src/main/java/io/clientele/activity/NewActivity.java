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
/// @param correctsActivityId the activity of the same customer that this one puts right
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
        UUID operationId,
        @Nullable UUID correctsActivityId) {
    /// An activity that corrects none.
    public NewActivity(
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
        this(
                id,
                customerId,
                professionalId,
                activityType,
                description,
                metadata,
                relatedEntityType,
                relatedEntityId,
                createdAt,
                createdBy,
                operationId,
                null);
    }

    @Override
    public String toString() {
        return "NewActivity[id=" + id + ", customerId=" + customerId + ", type=" + activityType + "]";
    }
}
