package io.clientele.webhook;

import io.clientele.problem.FieldError;
import io.clientele.problem.ProblemCode;
import io.clientele.problem.ProblemException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Guards the network that we stand in: tells what may be posted to, when an address is registered and again with each
/// connection, since a name can mean another machine by then. Thread-safe.
public final class Targets {
    static final int MAX_LENGTH = 2048;

    private final TargetProperties properties;
    private final HostLookup lookup;

    public Targets(TargetProperties properties, HostLookup lookup) {
        this.properties = properties;
        this.lookup = lookup;
    }

    /// The address of a receiver as a caller gave it.
    ///
    /// @throws ProblemException `INVALID_WEBHOOK_URL` for another form, and for a host without public address
    public URI register(String text) {
        URI url = parse(text.strip()).orElseThrow(() -> refusal(expected()));
        try {
            addresses(url.getHost());
        } catch (ForbiddenAddressException e) {
            throw refusal("a host that has public addresses only");
        } catch (UnknownHostException e) {
            throw refusal("a host that has an address");
        }
        return url;
    }

    /// The URL, where its form is one that may be posted to; says nothing about the addresses behind its host.
    public Optional<URI> parse(String text) {
        try {
            URI url = new URI(text);
            return isFormed(text, url) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// The addresses to connect to, all of them looked at. One that is forbidden forbids them all.
    ///
    /// @throws ForbiddenAddressException when one may not be connected to
    /// @throws UnknownHostException when there is none
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        List<InetAddress> found = lookup.of(host);
        if (found.isEmpty()) {
            throw new UnknownHostException("the host has no address");
        }
        for (InetAddress address : found) {
            boolean isLocal = properties.allowInsecure() && AddressRules.isLocal(address);
            if (!isLocal && !AddressRules.isPublic(address)) {
                throw new ForbiddenAddressException();
            }
        }
        return found;
    }

    private boolean isFormed(String text, URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        boolean isSecure = scheme.equals("https");
        String host = url.getHost();
        // A host that Java takes for none (escapes, underscores, letters beyond ASCII) could be another one elsewhere.
        return text.length() <= MAX_LENGTH
                && (isSecure || properties.allowInsecure() && scheme.equals("http"))
                && host != null
                && host.indexOf('%') < 0
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null
                && isPortAllowed(url.getPort(), isSecure);
    }

    private boolean isPortAllowed(int port, boolean isSecure) {
        if (properties.allowInsecure()) {
            return port != 0 && port <= 65535;
        }
        return properties.ports().contains(port == -1 && isSecure ? 443 : port);
    }

    private String expected() {
        return properties.allowInsecure()
                ? "http or https, a host, and neither user nor fragment"
                : "https, a host, a port among %s, and neither user nor fragment".formatted(properties.ports());
    }

    private static ProblemException refusal(String expected) {
        return new ProblemException(
                ProblemCode.INVALID_WEBHOOK_URL,
                ProblemCode.INVALID_WEBHOOK_URL.message(),
                List.of(new FieldError("url", ProblemCode.INVALID_WEBHOOK_URL, expected)));
    }
}
