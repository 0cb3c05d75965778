package io.clientele.launcher.command;

import io.clientele.launcher.client.ApiClient;
import io.clientele.launcher.client.DeadLetterApi;
import io.clientele.launcher.console.Console;
import io.clientele.launcher.token.LocalIssuer;
import io.clientele.launcher.token.Role;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/// `clientele dead-letters …`: records that a consumer could not process.
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "See the records that could not be processed, send them again, or give them up.")
final class DeadLettersCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    private final Console console;

    DeadLettersCommand(Console console) {
        this.console = console;
    }

    /// Whose letters, and for whom the answer.
    static final class Target {
        @Mixin
        final HomeOption home = new HomeOption();

        @Mixin
        final TenantOption tenant = new TenantOption();

        @Option(
                names = "--platform",
                description = "Those that name no tenant, which are the operator's, instead of a tenant's.")
        boolean isPlatform;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                defaultValue = "text",
                description = "text or json (default: text).")
        OutputFormat output = OutputFormat.TEXT;

        DeadLetterApi letters() throws IOException {
            RunningPlatform platform = RunningPlatform.of(home.home());
            ApiClient api = platform.api();
            String token = isPlatform
                    ? LocalIssuer.of(home.home(), Clock.systemUTC()).operatorToken()
                    : platform.issuer().token(Role.ADMIN, platform.tenant(tenant.name));
            return new DeadLetterApi(api, token);
        }
    }

    /// Which letters.
    static final class Filter {
        @Option(names = "--topic", paramLabel = "NAME", description = "Of this topic only.")
        @Nullable
        String topic;

        @Option(names = "--consumer", paramLabel = "NAME", description = "That this consumer gave up only.")
        @Nullable
        String consumer;

        @Option(
                names = "--cause",
                paramLabel = "CAUSE",
                description = "malformed, unknown_schema, too_large, refused or failed.")
        @Nullable
        String cause;

        Map<String, String> values() {
            Map<String, String> values = new LinkedHashMap<>();
            put(values, "topic", topic);
            put(values, "consumer", consumer);
            put(values, "cause", cause);
            return values;
        }

        static void put(Map<String, String> values, String name, @Nullable String value) {
            if (value != null) {
                values.put(name, value);
            }
        }
    }

    @Override
    public void run() {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        throw new ParameterException(line, "a command is missing: list, show, redrive or discard");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The newest letters.")
    int list(
            @Mixin Target target,
            @Mixin Filter filter,
            @Option(
                            names = "--status",
                            paramLabel = "STATUS",
                            defaultValue = "waiting",
                            description = "waiting, redrive_requested, redriven, discarded, expired, or all"
                                    + " (default: ${DEFAULT-VALUE}).")
                    String status,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "At most so many (default: ${DEFAULT-VALUE}).")
                    int limit)
            throws IOException {
        if (limit < 1) {
            throw new UsageException("--limit is at least 1");
        }
        Map<String, String> wanted = filter.values();
        Filter.put(wanted, "status", status.equals("all") ? null : status);
        List<JsonNode> letters = target.letters().list(wanted, limit);
        switch (target.output) {
            case JSON -> letters.forEach(letter -> console.print(letter.toString()));
            case TEXT -> {
                letters.forEach(letter -> console.print(line(letter)));
                console.print("  %d dead letters".formatted(letters.size()));
            }
        }
        return ExitCode.GOOD;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "A letter with its record.")
    int show(
            @Mixin Target target,
            @Parameters(index = "0", paramLabel = "ID", description = "The letter, as 'list' shows it.") String id)
            throws IOException {
        return print(target, target.letters().show(id));
    }

    @Command(
            name = "redrive",
            mixinStandardHelpOptions = true,
            description = "Send letters to their topics again: one by its id, or all that wait and fit.")
    int redrive(
            @Mixin Target target,
            @Mixin Filter filter,
            @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "The letter.") @Nullable
                    String id,
            @Option(names = "--all", description = "All that wait, or those that the other options name.") boolean all)
            throws IOException {
        Map<String, String> wanted = filter.values();
        boolean isNarrowed = all || !wanted.isEmpty();
        if ((id != null) == isNarrowed) {
            throw new UsageException("redrive needs an ID, or --all, --topic, --consumer or --cause, not both");
        }
        if (id != null) {
            return print(target, target.letters().redrive(id));
        }
        int requested = target.letters().redriveAll(wanted);
        switch (target.output) {
            case JSON -> console.print("{\"requested\":%d}".formatted(requested));
            case TEXT -> console.print("  %d dead letters are sent again".formatted(requested));
        }
        return ExitCode.GOOD;
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Give a letter up.")
    int discard(
            @Mixin Target target,
            @Parameters(index = "0", paramLabel = "ID", description = "The letter.") String id,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "REASON",
                            description = "corrected, obsolete or invalid.")
                    String reason)
            throws IOException {
        return print(target, target.letters().discard(id, reason));
    }

    private static String line(JsonNode letter) {
        return "  %s  %-17s %-14s %dx  %s@%s %s: %s"
                .formatted(
                        letter.path("dead_letter_id").asString(""),
                        letter.path("status").asString(""),
                        letter.path("cause").asString(""),
                        letter.path("attempts").asInt(0),
                        letter.path("topic").asString("") + "-"
                                + letter.path("partition").asInt(0),
                        letter.path("offset").asLong(0),
                        letter.path("consumer").asString(""),
                        letter.path("reason").asString(""));
    }

    private int print(Target target, JsonNode letter) {
        switch (target.output) {
            case JSON -> console.print(letter.toString());
            case TEXT ->
                letter.propertyStream()
                        .filter(field -> !field.getValue().isNull())
                        .forEach(field -> console.print("  %-16s %s"
                                .formatted(
                                        field.getKey(),
                                        field.getValue().isObject()
                                                ? field.getValue().toPrettyString()
                                                : field.getValue().asString(""))));
        }
        return ExitCode.GOOD;
    }
}
