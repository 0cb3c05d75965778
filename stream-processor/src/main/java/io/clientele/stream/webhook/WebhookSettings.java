package io.clientele.stream.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Keys under `clientele.webhook` that only the dispatcher has; what may be posted to is shared with the gateway.
///
/// @param timeout for one attempt, from looking up the host to the answer's status; 100 ms to 30 s
/// @param lease after which the deliveries of an instance that died go to others; at least twice the timeout
/// @param pollInterval how often to look for what became due, when nothing else says so
/// @param maxInFlight attempts at once of this instance, at least 1
/// @param maxPerEndpoint attempts at once to one endpoint, of all instances together, at least 1
/// @param retries the waits between the attempts, each prolonged by up to a fifth; after the last a delivery has failed
/// @param maxRetryAfter a receiver that asks for a longer wait by `Retry-After` gets this one
/// @param disableAfter an endpoint is disabled when every attempt of that long failed
/// @param keep how long deliveries are kept, also for sending them again
@ConfigurationProperties("clientele.webhook")
public record WebhookSettings(
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("64") int maxInFlight,
        @DefaultValue("4") int maxPerEndpoint,

        @DefaultValue({"5s", "1m", "5m", "30m", "2h", "5h", "10h"})
        List<Duration> retries,

        @DefaultValue("12h") Duration maxRetryAfter,
        @DefaultValue("5d") Duration disableAfter,
        @DefaultValue("30d") Duration keep) {
    public WebhookSettings {
        retries = List.copyOf(retries);
        if (timeout.compareTo(Duration.ofMillis(100)) < 0 || timeout.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException("clientele.webhook.timeout must be 100ms to 30s");
        }
        if (lease.compareTo(timeout.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "clientele.webhook.lease must be at least twice clientele.webhook.timeout");
        }
        if (maxInFlight < 1 || maxPerEndpoint < 1) {
            throw new IllegalArgumentException(
                    "clientele.webhook.max-in-flight and .max-per-endpoint must be at least 1");
        }
        if (pollInterval.isNegative() || pollInterval.isZero() || keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("clientele.webhook.poll-interval must be above 0 and .keep at least 1d");
        }
    }
}
