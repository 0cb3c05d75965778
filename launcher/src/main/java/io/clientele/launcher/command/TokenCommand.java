package io.clientele.launcher.command;

import io.clientele.launcher.console.Console;
import io.clientele.launcher.token.LocalIssuer;
import io.clientele.launcher.token.Role;
import java.io.IOException;
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
        RunningPlatform platform = RunningPlatform.of(home.home());
        UUID tenantId = platform.tenant(tenant.name);
        if (professional == null) {
            return platform.issuer().token(role, tenantId);
        }
        String admin = platform.issuer().token(Role.ADMIN, tenantId);
        return platform.issuer().professionalToken(tenantId, platform.api().professional(professional, admin));
    }
}
