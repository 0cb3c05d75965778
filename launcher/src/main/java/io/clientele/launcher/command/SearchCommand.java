package io.clientele.launcher.command;

import io.clientele.launcher.client.SearchHits;
import io.clientele.launcher.console.Console;
import io.clientele.launcher.token.Role;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `clientele search`.
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Find customers by name (typos allowed), e-mail address or part of a phone number.")
final class SearchCommand implements Callable<Integer> {
    @Mixin
    final HomeOption home = new HomeOption();

    @Mixin
    final TenantOption tenant = new TenantOption();

    @Parameters(index = "0", paramLabel = "QUERY", description = "What to look for.")
    String query = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "At most so many (default: 10).")
    int limit;

    @Option(names = "-o", paramLabel = "FORMAT", defaultValue = "text", description = "text or json (default: text).")
    OutputFormat output = OutputFormat.TEXT;

    private final Console console;

    SearchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        RunningPlatform platform = RunningPlatform.of(home.home());
        String token = platform.issuer().token(Role.ADMIN, platform.tenant(tenant.name));
        JsonNode answer = platform.api().search(query, limit, token);
        switch (output) {
            case JSON -> console.print(answer.toString());
            case TEXT -> SearchHits.lines(answer).forEach(console::print);
        }
        return ExitCode.GOOD;
    }
}
