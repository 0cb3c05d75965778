package io.clientele.stream.webhook;

import io.clientele.webhook.Targets;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/// Where the client connects to: the very addresses that were looked at, so that no second look-up in between can mean
/// another machine. TLS and the header `Host` still have the name.
final class CheckedAddresses implements DnsResolver {
    private final Targets targets;

    CheckedAddresses(Targets targets) {
        this.targets = targets;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return targets.addresses(host).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
