package io.clientele.launcher.home;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The ten ports of one platform, all on 127.0.0.1 and all in a row from a base.
///
/// @param base the first port, 1024 to 65526
public record Ports(int base) {
    /// The base that is tried when none is asked for.
    public static final int DEFAULT_BASE = 8080;

    private static final int COUNT = 10;
    private static final int MAX_BASE = 65_536 - COUNT;
    private static final int MIN_BASE = 1024;
    private static final int ATTEMPTS = 400;

    public Ports {
        if (base < MIN_BASE || base > MAX_BASE) {
            throw new IllegalArgumentException(
                    "port base %d is out of range: expected %d to %d".formatted(base, MIN_BASE, MAX_BASE));
        }
    }

    /// The public REST API.
    public int api() {
        return base;
    }

    /// Health and metrics of `api-gateway`.
    public int apiManagement() {
        return base + 1;
    }

    /// Health and metrics of `ingest-batch`.
    public int ingest() {
        return base + 2;
    }

    /// Health and metrics of `stream-processor`.
    public int stream() {
        return base + 3;
    }

    /// Health and metrics of `search-indexer`.
    public int indexer() {
        return base + 4;
    }

    /// PostgreSQL.
    public int postgres() {
        return base + 5;
    }

    /// Kafka's listener for clients.
    public int kafka() {
        return base + 6;
    }

    /// Kafka's listener for its own controller.
    public int kafkaController() {
        return base + 7;
    }

    /// OpenSearch's HTTP.
    public int openSearch() {
        return base + 8;
    }

    /// OpenSearch's own transport.
    public int openSearchTransport() {
        return base + 9;
    }

    /// The first port that somebody else holds, with its purpose; empty when all are free.
    public Optional<Taken> taken() {
        for (Map.Entry<String, Integer> each : byPurpose().entrySet()) {
            if (!isFree(each.getValue())) {
                return Optional.of(new Taken(each.getValue(), each.getKey()));
            }
        }
        return Optional.empty();
    }

    /// A port in use, and what it was wanted for.
    public record Taken(int port, String purpose) {}

    /// The next ports in a row that are all free, looking upwards from this base.
    ///
    /// @throws IllegalStateException when none of the next 400 rows is free
    public Ports nextFree() {
        for (int i = 1; i <= ATTEMPTS; i++) {
            int candidate = base + i * COUNT;
            if (candidate > MAX_BASE) {
                break;
            }
            var ports = new Ports(candidate);
            if (ports.taken().isEmpty()) {
                return ports;
            }
        }
        throw new IllegalStateException("no ten free ports in a row above " + base);
    }

    /// All ports by what they are for.
    public Map<String, Integer> byPurpose() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("the API", api());
        ports.put("api-gateway management", apiManagement());
        ports.put("ingest-batch management", ingest());
        ports.put("stream-processor management", stream());
        ports.put("search-indexer management", indexer());
        ports.put("PostgreSQL", postgres());
        ports.put("Kafka", kafka());
        ports.put("the Kafka controller", kafkaController());
        ports.put("OpenSearch", openSearch());
        ports.put("OpenSearch transport", openSearchTransport());
        return ports;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // A port that only waits out its last connections counts as free, as the servers see it.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
