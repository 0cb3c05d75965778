package io.clientele.ingest.request;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How requests are claimed.
///
/// @param pollInterval how often to look for requests: the longest a request waits for an idle worker
/// @param heartbeat how often a running job says that it is alive; after four missed ones another worker takes it
/// @param threads how many jobs run at once, 1 to 16
/// @param retryDelay how long to wait after a fault before the job is tried again
/// @param attempts how often a job is tried when the fault is not of the kind that passes by itself
/// @param stopTimeout how long a running chunk may take to end when the worker stops
@ConfigurationProperties("clientele.requests")
public record RequestProperties(
        @DefaultValue("200ms") Duration pollInterval,
        @DefaultValue("1s") Duration heartbeat,
        @DefaultValue("2") int threads,
        @DefaultValue("1s") Duration retryDelay,
        @DefaultValue("5") int attempts,
        @DefaultValue("20s") Duration stopTimeout) {
    public RequestProperties {
        if (threads < 1 || threads > 16) {
            throw new IllegalArgumentException("clientele.requests.threads must be 1 to 16");
        }
    }
}
