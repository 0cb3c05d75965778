package io.clientele.launcher.command;

import io.clientele.launcher.client.ApiClient;
import io.clientele.launcher.client.UnreachableException;
import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.PlatformState;
import io.clientele.launcher.supervisor.Endpoints;
import io.clientele.launcher.token.LocalIssuer;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;

/// A platform that runs now, as commands use it.
///
/// @param api its public API
/// @param issuer signs tokens for it
record RunningPlatform(Endpoints endpoints, ApiClient api, LocalIssuer issuer) {
    /// The platform of a home.
    ///
    /// @throws UnreachableException when none runs there
    /// @throws IOException when the home cannot be read
    static RunningPlatform of(Home home) throws IOException {
        PlatformState state = PlatformState.read(home)
                .filter(found -> found.runningSupervisor().isPresent())
                .orElseThrow(() -> new UnreachableException("no platform runs in " + home.directory()
                        + ". Cure: start it with './clientele up --detach', or name its --home."));
        return of(Endpoints.of(home, state.ports()));
    }

    /// The platform at known endpoints.
    static RunningPlatform of(Endpoints endpoints) throws IOException {
        return new RunningPlatform(
                endpoints, new ApiClient(endpoints.api()), LocalIssuer.of(endpoints.home(), Clock.systemUTC()));
    }

    /// The tenant of this name; made when there is none yet.
    UUID tenant(String name) {
        return api.tenant(name, issuer.operatorToken());
    }
}
