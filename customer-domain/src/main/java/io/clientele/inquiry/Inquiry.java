package io.clientele.inquiry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// An inquiry as one viewer may see it.
///
/// @param status text of an [io.clientele.schemas.event.InquiryStatus]
/// @param offerUntil how long it is, or was, the owner's alone; null where it never was
/// @param offeredTo who may answer, in the order in which they were asked; for those who do not see the customer in
///     full, only themselves
/// @param answeredBy null where nobody has, or nobody who is a professional of the tenant
/// @param endedAt when it was answered or closed
@JsonNaming(SnakeCaseStrategy.class)
public record Inquiry(
        UUID id,
        UUID customerId,
        String status,
        Instant receivedAt,
        @Nullable Instant offerUntil,
        List<UUID> offeredTo,
        @Nullable UUID answeredBy,
        @Nullable Instant endedAt) {
    public Inquiry {
        offeredTo = List.copyOf(offeredTo);
    }
}
