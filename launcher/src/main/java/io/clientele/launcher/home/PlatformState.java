package io.clientele.launcher.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// What the supervisor of a home runs, as written to `run/platform.json` for the other commands.
///
/// @param portBase the first of the ports; remembered when nothing runs
/// @param supervisor the process that runs the platform, or null when none does
/// @param ready whether everything has been ready since this start
/// @param processes the supervised processes
public record PlatformState(
        int portBase, @Nullable RunningProcess supervisor, boolean ready, List<SupervisedProcess> processes) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public PlatformState {
        processes = List.copyOf(processes);
    }

    /// A process identified beyond doubt: a pid alone may be given to another process later.
    ///
    /// @param startedAt as the operating system tells it
    public record RunningProcess(long pid, Instant startedAt) {
        /// This process, or the one of a handle.
        public static RunningProcess of(ProcessHandle handle) {
            return new RunningProcess(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
        }

        /// The process, when it still is the same one and runs.
        public Optional<ProcessHandle> handle() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(found -> !isZombie(found.pid()))
                    .filter(found ->
                            found.info().startInstant().orElse(Instant.EPOCH).equals(startedAt));
        }
    }

    /// Whether the process has ended and only waits for its parent to take note, which Java calls alive. Linux only:
    /// elsewhere there is no such file.
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return false;
        }
    }

    /// One supervised process.
    ///
    /// @param name for example `api-gateway`
    /// @param process null while it is not running
    /// @param port the port to reach it at
    /// @param healthUrl where its actuator tells its health, or null for a server
    /// @param restarts how often it was restarted since the platform started
    public record SupervisedProcess(
            String name,
            @Nullable RunningProcess process,
            int port,
            @Nullable String healthUrl,
            int restarts) {}

    /// The ports in use.
    public Ports ports() {
        return new Ports(portBase);
    }

    /// The supervisor, when it really runs.
    public Optional<ProcessHandle> runningSupervisor() {
        return Optional.ofNullable(supervisor).flatMap(RunningProcess::handle);
    }

    /// The state of a home; empty when it has never been started.
    ///
    /// @throws IOException when the file cannot be read
    public static Optional<PlatformState> read(Home home) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readString(home.platformFile()), PlatformState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Replaces the state of a home in one step.
    ///
    /// @throws IOException when the file cannot be written
    public void write(Home home) throws IOException {
        Home.replace(home.platformFile(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }
}
