package io.clientele.launcher.command;

import io.clientele.launcher.client.ApiClient;
import io.clientele.launcher.console.Console;
import io.clientele.launcher.token.LocalIssuer;
import io.clientele.launcher.token.Role;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clientele token`.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Print an access token and nothing else.",
            "A tenant or professional that the platform does not know yet is made."
        })
final class TokenCommand implements Callable<Integer> {
    @Mixin
    final HomeOption home = new HomeOption();

    @Mixin
    final TenantOption tenant = new TenantOption();

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "admin, professional, service or operator.")
    Role role = Role.ADMIN;

    @Option(
            names = "--professional",
            paramLabel = "NAME",
            description = "Who the professional is; needed with that role.")
    @Nullable
    String professional;

    @Option(
            names = "--api",
            paramLabel = "URL",
            defaultValue = "${env:CLIENTELE_API_URL}",
            description =
                    "The API of a platform that runs elsewhere, in containers for example (default: the one of --home).")
    @Nullable
    URI api;

    private final Console console;

    TokenCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if ((role == Role.PROFESSIONAL) != (professional != null)) {
            throw new UsageException("--professional NAME belongs to --role professional, and only to it");
        }
        console.print(token());
        return ExitCode.GOOD;
    }

    private String token() throws IOException {
        if (role == Role.OPERATOR) {
            return LocalIssuer.of(home.home(), Clock.systemUTC()).operatorToken();
        }
        ApiClient platform = api == null ? RunningPlatform.of(home.home()).api() : new ApiClient(api);
        LocalIssuer issuer = LocalIssuer.of(home.home(), Clock.systemUTC());
        UUID tenantId = platform.tenant(tenant.name, issuer.operatorToken());
        if (professional == null) {
            return issuer.token(role, tenantId);
        }
        String admin = issuer.token(Role.ADMIN, tenantId);
        return issuer.professionalToken(tenantId, platform.professional(professional, admin));
    }
}
