package io.clientele.launcher.supervisor;

import io.clientele.embedded.ServersException;
import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.PlatformState;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a supervisor that was killed may have left behind: its children, should they have outlived it.
public final class Leftovers {
    private static final int PATIENCE_SECONDS = 10;

    private Leftovers() {}

    /// Ends every process that the state file of a home names and that still is the same process.
    ///
    /// @throws ServersException when the supervisor of that home still runs
    /// @throws IOException when the state cannot be read
    public static void end(Home home) throws IOException {
        PlatformState state = PlatformState.read(home).orElse(null);
        if (state == null) {
            return;
        }
        if (state.runningSupervisor().filter(Leftovers::isAnother).isPresent()) {
            throw new ServersException(
                    "The platform in " + home.directory() + " runs already",
                    "Use it, stop it with './clientele down', or choose another --home");
        }
        endAll(state);
    }

    private static boolean isAnother(ProcessHandle handle) {
        return handle.pid() != ProcessHandle.current().pid();
    }

    /// Ends the recorded processes: asks first, then by force.
    public static void endAll(PlatformState state) {
        List<ProcessHandle> alive = state.processes().stream()
                .map(PlatformState.SupervisedProcess::process)
                .filter(Objects::nonNull)
                .flatMap(process -> process.handle().stream())
                .toList();
        alive.forEach(ProcessHandle::destroy);
        alive.forEach(Leftovers::awaitEnd);
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
