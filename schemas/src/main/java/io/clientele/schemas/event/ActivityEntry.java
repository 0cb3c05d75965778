package io.clientele.schemas.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A record of `customer.activities`: an activity to append to the log. It holds no personal data, so that the topic
/// needs no key; the sink encrypts it like any other activity's text.
///
/// @param id derived from the cause, so that appending again changes nothing
/// @param activityType `inquiry`, `referral`, `service`, `communication` or `status_change`
/// @param description one sentence without personal data
/// @param metadata facts about it, an object; null for none
/// @param relatedEntityType for example `customer` or `ownership_transfer`; null without one
/// @param createdAt derived from the cause too
/// @param createdBy who did it; null when unknown
public record ActivityEntry(
        UUID id,
        UUID tenantId,
        UUID customerId,
        @Nullable UUID professionalId,
        String activityType,
        String description,
        @Nullable JsonNode metadata,
        @Nullable String relatedEntityType,
        @Nullable UUID relatedEntityId,
        Instant createdAt,
        @Nullable UUID createdBy,
        UUID operationId) {

    /// The Kafka key.
    public String key() {
        return customerId.toString();
    }
}
