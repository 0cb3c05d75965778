package io.clientele.launcher.supervisor;

import io.clientele.embedded.ServersException;
import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.PlatformState;
import io.clientele.launcher.home.Ports;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Which ports a home's platform gets: those asked for, or those it had, or the default ones, or free ones.
public final class PortChoice {
    private PortChoice() {}

    /// Chooses ports that are free now.
    ///
    /// @param asked the base that the user insists on; empty to let us choose
    /// @param narrator hears when others than expected are taken
    /// @throws ServersException when a port asked for is taken
    /// @throws IOException when the home's state cannot be read
    public static Ports choose(Home home, OptionalInt asked, Consumer<String> narrator) throws IOException {
        Ports wanted = asked.isPresent() ? new Ports(asked.getAsInt()) : remembered(home);
        Optional<Ports.Taken> taken = wanted.taken();
        if (taken.isEmpty()) {
            return wanted;
        }
        String problem = "Port %d on 127.0.0.1, wanted for %s, is taken"
                .formatted(taken.get().port(), taken.get().purpose());
        if (asked.isPresent()) {
            throw new ServersException(
                    problem,
                    "Stop the program that listens there, choose another --port-base, or leave --port-base away to get free ports");
        }
        Ports free = wanted.nextFree();
        narrator.accept("%s: using ports %d to %d instead".formatted(problem, free.base(), free.base() + 9));
        return free;
    }

    private static Ports remembered(Home home) throws IOException {
        return PlatformState.read(home).map(PlatformState::ports).orElse(new Ports(Ports.DEFAULT_BASE));
    }
}
