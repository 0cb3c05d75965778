package io.clientele.webhook;

import io.clientele.tenant.TenantId;
import java.util.List;
import java.util.UUID;

/// An event to be posted now, by whoever has its lease.
///
/// @param url where to
/// @param secrets that sign it, the current one first
/// @param eventId sent as `webhook-id`
/// @param body the CloudEvent
/// @param tries how often it was tried in this round, from 0
/// @param lease what [DeliveryQueue] knows the claim by
public record ClaimedDelivery(
        TenantId tenantId,
        UUID endpointId,
        String url,
        List<String> secrets,
        UUID eventId,
        String eventType,
        String body,
        int tries,
        UUID lease) {
    public ClaimedDelivery {
        secrets = List.copyOf(secrets);
    }

    /// Prints neither address nor secrets.
    @Override
    public String toString() {
        return "ClaimedDelivery[" + endpointId + ", " + eventId + "]";
    }
}
