package io.clientele.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// An activity as one viewer may see it.
public sealed interface ActivityView {
    UUID id();

    /// For those who see the customer in full. Prints only ids.
    ///
    /// @param correctsActivityId the activity that this one puts right
    /// @param correctedBy the latest activity that puts this one right; null where it stands
    /// @param related a summary of the related entity; null where none was asked for or there is none
    @JsonNaming(SnakeCaseStrategy.class)
    record Full(
            UUID id,
            UUID customerId,
            @Nullable UUID professionalId,
            String activityType,
            String description,
            @Nullable JsonNode metadata,
            @Nullable String relatedEntityType,
            @Nullable UUID relatedEntityId,
            Instant createdAt,
            @Nullable UUID createdBy,
            @Nullable UUID correctsActivityId,
            @Nullable UUID correctedBy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            RelatedEntity related)
            implements ActivityView {
        @Override
        public String toString() {
            return "Full[id=" + id + ", type=" + activityType + "]";
        }
    }

    /// For professionals to whom the customer was referred: that something happened, when and with whom.
    @JsonNaming(SnakeCaseStrategy.class)
    record Limited(UUID id, UUID customerId, @Nullable UUID professionalId, String activityType, Instant createdAt)
            implements ActivityView {}
}
