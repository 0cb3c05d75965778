package io.clientele.webhook;

import java.net.InetAddress;

/// A range of addresses, for example `10.0.0.0/8`.
///
/// @param prefix the first address
/// @param bits how many bits all of them share
record AddressBlock(InetAddress prefix, int bits) {
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        return new AddressBlock(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(InetAddress address) {
        byte[] all = address.getAddress();
        byte[] ours = prefix.getAddress();
        if (all.length != ours.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xFF : 0xFF << (8 - (bits - bit)) & 0xFF;
            if (((all[bit / 8] ^ ours[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
