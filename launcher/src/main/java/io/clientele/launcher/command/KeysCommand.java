package io.clientele.launcher.command;

import io.clientele.launcher.client.ApiClient;
import io.clientele.launcher.console.Console;
import io.clientele.launcher.token.LocalIssuer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `clientele keys`.
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Show and rotate the encryption keys while everything runs. No customer is written.",
            "  status         which keys there are, and what earlier ones still wrap",
            "  rotate-master  add a master key, and wrap the keys of all tenants with it",
            "  rewrap         the second half of that, after the file was changed by hand",
            "  rotate-tenant  a new data key for a tenant, and wrap its customers' keys with it",
            "  rewrap-tenant  go on with a rotate-tenant that broke off"
        })
final class KeysCommand implements Callable<Integer> {
    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "ACTION", description = "One of those above.")
    Action action = Action.STATUS;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TENANT",
            description = "The tenant's name: needed with rotate-tenant and rewrap-tenant, possible with status.")
    @Nullable
    String tenant;

    @Option(
            names = "--api",
            paramLabel = "URL",
            defaultValue = "${env:CLIENTELE_API_URL}",
            description = "The API of a platform that runs elsewhere (default: the one of --home).")
    @Nullable
    URI api;

    private final Console console;

    KeysCommand(Console console) {
        this.console = console;
    }

    /// What can be done with keys.
    enum Action {
        STATUS,
        ROTATE_MASTER,
        REWRAP,
        ROTATE_TENANT,
        REWRAP_TENANT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public Integer call() throws IOException {
        return switch (action) {
            case STATUS -> print(platform().keys(tenant, token()));
            case ROTATE_MASTER -> print(platform().rotateKeys("master", null, token()));
            case REWRAP -> print(platform().rotateKeys("wrapping", null, token()));
            case ROTATE_TENANT -> rewrapped("tenant", named());
            case REWRAP_TENANT -> rewrapped("subjects", named());
        };
    }

    private String named() {
        if (tenant == null) {
            throw new UsageException("keys " + action + " needs the name of a tenant");
        }
        return tenant;
    }

    /// Goes on until all are done, or a round gets nowhere: what others hold locked waits for the next call.
    private int rewrapped(String scope, String name) throws IOException {
        ApiClient platform = platform();
        JsonNode answer = platform.rotateKeys(scope, name, token());
        long behind = behind(answer);
        boolean isMoving = true;
        while (behind > 0 && isMoving) {
            console.note(behind + " customers' keys to go");
            answer = platform.rotateKeys("subjects", name, token());
            isMoving = behind(answer) < behind;
            behind = behind(answer);
        }
        print(answer);
        return behind == 0 ? ExitCode.GOOD : ExitCode.UNSATISFIED;
    }

    private static long behind(JsonNode answer) {
        return answer.at("/tenant/subjects_behind").asLong(0);
    }

    private ApiClient platform() throws IOException {
        return api == null ? RunningPlatform.of(home.home()).api() : new ApiClient(api);
    }

    private String token() throws IOException {
        return LocalIssuer.of(home.home(), Clock.systemUTC()).operatorToken();
    }

    private int print(JsonNode answer) {
        JsonNode master = answer.path("master");
        if (!master.isMissingNode() && !master.isNull()) {
            console.print("master key %s of %d wraps; tenants still wrapped by another: %d"
                    .formatted(
                            master.path("primary").asString(),
                            master.path("keys").size(),
                            master.path("tenants_behind").asInt(0)));
        }
        JsonNode data = answer.path("tenant");
        if (!data.isMissingNode() && !data.isNull()) {
            console.print("tenant key version %d wraps; customers' keys still wrapped by an earlier one: %d"
                    .formatted(data.path("version").asInt(0), behind(answer)));
        }
        return ExitCode.GOOD;
    }
}
