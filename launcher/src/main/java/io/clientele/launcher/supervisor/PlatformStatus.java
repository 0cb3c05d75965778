package io.clientele.launcher.supervisor;

import io.clientele.launcher.home.PlatformState;
import io.clientele.launcher.home.PlatformState.RunningProcess;
import io.clientele.launcher.home.PlatformState.SupervisedProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// How a running platform is at this moment, process by process.
///
/// @param up whether every process does its work
/// @param residentMegabytes of all processes together, shared memory counted once
public record PlatformStatus(boolean running, boolean up, long residentMegabytes, List<ProcessStatus> processes) {
    private static final String UP = "UP";
    private static final int CONNECT_MILLIS = 1000;

    public PlatformStatus {
        processes = List.copyOf(processes);
    }

    /// One process.
    ///
    /// @param state `UP`, or what its health says, or `not running`
    /// @param pid 0 when it does not run
    /// @param residentMegabytes memory in use, with its own children
    /// @param uptimeSeconds since it was started last
    public record ProcessStatus(
            String name, String state, long pid, long residentMegabytes, int port, long uptimeSeconds, int restarts) {}

    /// Asks every process.
    public static PlatformStatus of(PlatformState state, Clock clock) {
        var health = new Health();
        var processes = new ArrayList<ProcessStatus>();
        if (state.supervisor() != null) {
            processes.add(status("supervisor", state.supervisor(), UP, state.portBase(), 0, clock));
        }
        for (SupervisedProcess each : state.processes()) {
            processes.add(
                    status(each.name(), each.process(), health(each, health), each.port(), each.restarts(), clock));
        }
        boolean up = processes.stream().allMatch(each -> each.state().equals(UP));
        long together =
                processes.stream().mapToLong(ProcessStatus::residentMegabytes).sum();
        return new PlatformStatus(true, up, together, processes);
    }

    private static ProcessStatus status(
            String name, @Nullable RunningProcess process, String health, int port, int restarts, Clock clock) {
        ProcessHandle handle = process == null ? null : process.handle().orElse(null);
        if (process == null || handle == null) {
            return new ProcessStatus(name, "not running", 0, 0, port, 0, restarts);
        }
        long seconds = Duration.between(process.startedAt(), clock.instant()).toSeconds();
        return new ProcessStatus(
                name, health, process.pid(), ResidentMemory.megabytes(handle, name), port, seconds, restarts);
    }

    private static String health(SupervisedProcess process, Health health) {
        if (process.healthUrl() != null) {
            return health.describe(process.healthUrl());
        }
        return accepts(process.port()) ? UP : "no answer";
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(Settings.LOOPBACK, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// As one JSON object.
    public String json() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .writeValueAsString(this);
    }
}
