package io.clientele.webhook;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What may be posted to. The same keys for the gateway, which takes addresses, and for the stream, which posts.
///
/// @param allowInsecure also plain HTTP, any port, and this machine and its private network: for development and tests,
///     never in production
/// @param ports where receivers may listen, each 1 to 65535
@ConfigurationProperties("clientele.webhook")
public record TargetProperties(
        @DefaultValue("false") boolean allowInsecure,
        @DefaultValue({"443", "8443"}) List<Integer> ports) {
    public TargetProperties {
        ports = List.copyOf(ports);
        if (ports.isEmpty() || ports.stream().anyMatch(port -> port < 1 || port > 65535)) {
            throw new IllegalArgumentException("clientele.webhook.ports must be numbers from 1 to 65535");
        }
    }
}
