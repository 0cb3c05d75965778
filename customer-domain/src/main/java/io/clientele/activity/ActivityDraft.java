package io.clientele.activity;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// An activity as someone wants to log it, unchecked. Ids are texts here, so that a wrong one is reported with
/// everything else that is wrong.
///
/// @param activityType text of an [ActivityType]; required
/// @param description what happened, in words; required
/// @param metadata a JSON object
/// @param relatedEntityType what the activity is about besides the customer, for example `vehicle`; with an id only
/// @param correctsActivityId the activity of the same customer that this one puts right
@JsonNaming(SnakeCaseStrategy.class)
public record ActivityDraft(
        @Nullable String activityType,
        @Nullable String description,
        @Nullable JsonNode metadata,
        @Nullable String relatedEntityType,
        @Nullable String relatedEntityId,
        @Nullable String correctsActivityId) {
    @Override
    public String toString() {
        return "ActivityDraft[type=" + activityType + "]";
    }
}
