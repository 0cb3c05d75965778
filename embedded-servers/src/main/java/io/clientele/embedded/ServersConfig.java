package io.clientele.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// What to start, and where.
///
/// @param home where everything is kept
/// @param binaries where the servers' programs lie
/// @param kinds which servers, at least one
/// @param ports given or free ones
/// @param durable false only where data may be lost with the machine: PostgreSQL then runs without fsync
/// @param kafkaHeap heap of the broker in MiB
/// @param openSearchHeap heap of OpenSearch in MiB
/// @param minimumFreeBytes free disk space below which no server is started
/// @param startLimit how long one server may take to answer, crash recovery included
/// @param recordStart true only while [StartupCache] learns how a server starts
public record ServersConfig(
        ServerHome home,
        Binaries binaries,
        Set<ServerKind> kinds,
        Ports ports,
        boolean durable,
        int kafkaHeap,
        int openSearchHeap,
        long minimumFreeBytes,
        Duration startLimit,
        boolean recordStart) {

    public ServersConfig {
        kinds = Set.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("no server asked for");
        }
    }

    /// All three servers on free ports, durable.
    ///
    /// @param home created when missing
    public static ServersConfig in(Path home) {
        return new ServersConfig(
                new ServerHome(home),
                Binaries.locate(),
                EnumSet.allOf(ServerKind.class),
                Ports.random(),
                true,
                256,
                512,
                1L << 30,
                Duration.ofMinutes(4),
                false);
    }

    public ServersConfig withKinds(Set<ServerKind> some) {
        return new ServersConfig(
                home,
                binaries,
                some,
                ports,
                durable,
                kafkaHeap,
                openSearchHeap,
                minimumFreeBytes,
                startLimit,
                recordStart);
    }

    public ServersConfig withPorts(Ports some) {
        return new ServersConfig(
                home,
                binaries,
                kinds,
                some,
                durable,
                kafkaHeap,
                openSearchHeap,
                minimumFreeBytes,
                startLimit,
                recordStart);
    }

    public ServersConfig withDurable(boolean on) {
        return new ServersConfig(
                home, binaries, kinds, ports, on, kafkaHeap, openSearchHeap, minimumFreeBytes, startLimit, recordStart);
    }

    /// @param kafka MiB
    /// @param openSearch MiB
    public ServersConfig withHeaps(int kafka, int openSearch) {
        return new ServersConfig(
                home, binaries, kinds, ports, durable, kafka, openSearch, minimumFreeBytes, startLimit, recordStart);
    }

    public ServersConfig withMinimumFreeBytes(long bytes) {
        return new ServersConfig(
                home, binaries, kinds, ports, durable, kafkaHeap, openSearchHeap, bytes, startLimit, recordStart);
    }
}
