package io.clientele.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses may be posted to: the global unicast ones, after the special-purpose registries of IANA (RFC 6890).
/// An IPv4 address that is written as an IPv6 one (`::ffff:10.0.0.1`) is the IPv4 address.
final class AddressRules {
    private static final AddressBlock GLOBAL = AddressBlock.of("2000::/3");
    private static final List<AddressBlock> SPECIAL = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // behind a carrier's translation; a cloud's metadata (100.100.100.200)
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // a cloud's host, public as it looks
            "169.254.0.0/16", // link-local; the metadata of most clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays to IPv6
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "2001::/23", // protocol assignments, Teredo
            "2001:db8::/32", // documentation
            "2002::/16", // holds an IPv4 address
            "3fff::/20"); // documentation
    private static final List<AddressBlock> LOCAL =
            blocks("10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");
    // The metadata of two clouds, unique local as they look.
    private static final List<AddressBlock> METADATA = blocks("fd00:ec2::/32", "fd20:ce::/32");

    private AddressRules() {}

    static boolean isPublic(InetAddress address) {
        boolean isUnicast = address instanceof Inet4Address || GLOBAL.contains(address);
        return isUnicast && SPECIAL.stream().noneMatch(block -> block.contains(address));
    }

    /// Whether it is this machine or its private network: for development only. Where clouds keep their secrets is not
    /// among them.
    static boolean isLocal(InetAddress address) {
        return LOCAL.stream().anyMatch(block -> block.contains(address))
                && METADATA.stream().noneMatch(block -> block.contains(address));
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::of).toList();
    }
}
