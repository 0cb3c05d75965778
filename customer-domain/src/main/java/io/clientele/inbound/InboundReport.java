package io.clientele.inbound;

import io.clientele.activity.NewActivity;
import io.clientele.ownership.Engagement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What another system reports of a customer.
///
/// @param activity what the log says of it; its id is the report's identity, its operation the one that makes an
///     owner
/// @param professionals everyone whom the report names
/// @param claim null where it engages nobody
public record InboundReport(
        NewActivity activity,
        List<UUID> professionals,
        @Nullable Claim claim) {
    public InboundReport {
        professionals = List.copyOf(professionals);
    }

    /// An engagement that makes the professional the owner where there is none.
    public record Claim(UUID professionalId, Engagement engagement) {}

    UUID id() {
        return activity.id();
    }

    UUID customerId() {
        return activity.customerId();
    }
}
