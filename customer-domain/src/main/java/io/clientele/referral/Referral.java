package io.clientele.referral;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// A customer shown to a professional.
///
/// @param fromProfessionalId who referred; null where an admin or a service did
/// @param status `pending`, `accepted` or `declined`
/// @param note null where there is none, and for the professional who declined
/// @param decidedAt null while it is pending
/// @param version 1 and up, for the decision
@JsonNaming(SnakeCaseStrategy.class)
public record Referral(
        UUID id,
        UUID customerId,
        @Nullable UUID fromProfessionalId,
        UUID toProfessionalId,
        String status,
        @Nullable String note,
        Instant createdAt,
        @Nullable Instant decidedAt,
        long version) {
    @Override
    public String toString() {
        return "Referral[id=" + id + ", status=" + status + "]";
    }
}
