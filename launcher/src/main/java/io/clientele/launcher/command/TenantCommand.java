package io.clientele.launcher.command;

import io.clientele.launcher.client.ApiClient;
import io.clientele.launcher.client.TenantApi;
import io.clientele.launcher.console.Console;
import io.clientele.launcher.token.LocalIssuer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `clientele tenant …`: the tenants of the platform, as its operator.
@Command(
        name = "tenant",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "See, make and configure the tenants of the platform.")
final class TenantCommand implements Runnable {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

    @Spec
    @Nullable
    CommandSpec spec;

    private final Console console;

    TenantCommand(Console console) {
        this.console = console;
    }

    /// Where the platform is, and for whom the answer.
    static final class Target {
        @Mixin
        final HomeOption home = new HomeOption();

        @Option(
                names = "--api",
                paramLabel = "URL",
                defaultValue = "${env:CLIENTELE_API_URL}",
                description = "The API of a platform that runs elsewhere (default: the one of --home).")
        @Nullable
        URI api;

        @Option(
                names = "-o",
                paramLabel = "FORMAT",
                defaultValue = "text",
                description = "text or json (default: text).")
        OutputFormat output = OutputFormat.TEXT;

        TenantApi tenants() throws IOException {
            ApiClient client = api == null ? RunningPlatform.of(home.home()).api() : new ApiClient(api);
            return new TenantApi(
                    client, LocalIssuer.of(home.home(), Clock.systemUTC()).operatorToken());
        }
    }

    @Override
    public void run() {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        throw new ParameterException(line, "a command is missing: list, create, show, configure, suspend or activate");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "All tenants, by name.")
    int list(@Mixin Target target) throws IOException {
        List<JsonNode> tenants = target.tenants().all();
        switch (target.output) {
            case JSON -> tenants.forEach(tenant -> console.print(tenant.toString()));
            case TEXT ->
                tenants.forEach(tenant -> console.print("  %-30s %-10s %-3s %s"
                        .formatted(
                                tenant.path("name").asString(""),
                                tenant.path("status").asString(""),
                                tenant.path("default_country").asString(""),
                                tenant.path("tenant_id").asString(""))));
        }
        return ExitCode.GOOD;
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Make a tenant; one of that name that is there already stays as it is.")
    int create(
            @Mixin Target target,
            @Parameters(index = "0", paramLabel = "NAME", description = "Lower-case letters, digits and dashes.")
                    String name,
            @Option(names = "--country", paramLabel = "CODE", description = "Where its customers live (default: CA).")
                    @Nullable
                    String country)
            throws IOException {
        return show(target, target.tenants().create(name, country));
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "A tenant with all its settings.")
    int show(
            @Mixin Target target,
            @Parameters(index = "0", paramLabel = "NAME", description = "The tenant.") String name)
            throws IOException {
        return show(target, target.tenants().named(name));
    }

    @Command(
            name = "configure",
            mixinStandardHelpOptions = true,
            description = "Change settings, for example undo_window_days=14; 'show' lists them.")
    int configure(
            @Mixin Target target,
            @Parameters(index = "0", paramLabel = "NAME", description = "The tenant.") String name,
            @Parameters(index = "1..*", arity = "1..*", paramLabel = "SETTING=VALUE", description = "What to change.")
                    Map<String, String> settings)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        settings.forEach((setting, value) ->
                body.put(setting, NUMBER.matcher(value).matches() ? Integer.valueOf(value) : value));
        return show(target, target.tenants().configure(name, body));
    }

    @Command(
            name = "suspend",
            mixinStandardHelpOptions = true,
            description = "Shut the tenant's people out; its data stays.")
    int suspend(
            @Mixin Target target,
            @Parameters(index = "0", paramLabel = "NAME", description = "The tenant.") String name)
            throws IOException {
        return show(target, target.tenants().suspend(name));
    }

    @Command(name = "activate", mixinStandardHelpOptions = true, description = "Let a suspended tenant in again.")
    int activate(
            @Mixin Target target,
            @Parameters(index = "0", paramLabel = "NAME", description = "The tenant.") String name)
            throws IOException {
        return show(target, target.tenants().activate(name));
    }

    private int show(Target target, JsonNode tenant) {
        switch (target.output) {
            case JSON -> console.print(tenant.toString());
            case TEXT ->
                tenant.propertyStream()
                        .forEach(field -> console.print("  %-26s %s"
                                .formatted(field.getKey(), field.getValue().asString(""))));
        }
        return ExitCode.GOOD;
    }
}
