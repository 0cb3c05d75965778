package io.clientele.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/// The TCP ports of the servers, all on 127.0.0.1. 0 means: any free one.
///
/// @param postgres SQL
/// @param kafka clients
/// @param kafkaController the broker's own controller
/// @param openSearch HTTP
/// @param openSearchTransport between nodes
public record Ports(int postgres, int kafka, int kafkaController, int openSearch, int openSearchTransport) {

    /// Chosen ports lie below what Linux, macOS and Windows hand out to outgoing connections.
    private static final int LOWEST = 16_384;

    private static final int HIGHEST = 32_767;

    public Ports {
        for (int port : new int[] {postgres, kafka, kafkaController, openSearch, openSearchTransport}) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
            }
        }
    }

    /// Any free ports.
    public static Ports random() {
        return new Ports(0, 0, 0, 0, 0);
    }

    /// Five ports in a row.
    ///
    /// @param base the first of them, 1 to 65531
    public static Ports from(int base) {
        return new Ports(base, base + 1, base + 2, base + 3, base + 4);
    }

    /// The same ports, with a free one wherever this has 0.
    Ports chosen() {
        Set<Integer> taken = new HashSet<>(List.of(postgres, kafka, kafkaController, openSearch, openSearchTransport));
        IntSupplier free = () -> freePort(taken);
        return new Ports(
                postgres == 0 ? free.getAsInt() : postgres,
                kafka == 0 ? free.getAsInt() : kafka,
                kafkaController == 0 ? free.getAsInt() : kafkaController,
                openSearch == 0 ? free.getAsInt() : openSearch,
                openSearchTransport == 0 ? free.getAsInt() : openSearchTransport);
    }

    /// A port that nobody listens on at this moment.
    public static int free() {
        return freePort(new HashSet<>());
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort(Set<Integer> taken) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port) && taken.add(port)) {
                return port;
            }
        }
        throw new UncheckedIOException(new IOException("no free port between " + LOWEST + " and " + HIGHEST));
    }
}
