package io.clientele.launcher.command;

import io.clientele.launcher.client.ImportFollower;
import io.clientele.launcher.client.ImportJob;
import io.clientele.launcher.client.Upload;
import io.clientele.launcher.console.Console;
import io.clientele.launcher.token.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/// `clientele import`.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Send a customer file to the platform.",
            "With --follow -o json the last line is one JSON object with the job's ledger."
        })
final class ImportCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Mixin
    final HomeOption home = new HomeOption();

    @Mixin
    final TenantOption tenant = new TenantOption();

    @Parameters(index = "0", paramLabel = "FILE", description = "A CSV file; - reads standard input.")
    String file = "";

    @Option(names = "--map", paramLabel = "FILE", description = "JSON: {\"columns\": {\"Header\": \"field\" or null}}.")
    @Nullable
    Path mapping;

    @Option(names = "--dry-run", description = "Check every row, keep none.")
    boolean dryRun;

    @Option(names = "--follow", description = "Wait until the import has ended.")
    boolean follow;

    @Option(names = "--strict", description = "Exit with 1 when a row was rejected; implies --follow.")
    boolean strict;

    @Option(names = "-o", paramLabel = "FORMAT", defaultValue = "text", description = "text or json (default: text).")
    OutputFormat output = OutputFormat.TEXT;

    private final Console console;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Upload upload = upload();
        String columns = mapping == null ? null : Files.readString(existing(mapping));
        RunningPlatform platform = RunningPlatform.of(home.home());
        String token = platform.issuer().token(Role.ADMIN, platform.tenant(tenant.name));
        ImportJob job = platform.api().submitImport(upload, columns, dryRun, token);
        if (follow || strict) {
            job = new ImportFollower(platform.api(), console).follow(job, token);
        }
        switch (output) {
            case JSON -> console.print(JsonMapper.shared().writeValueAsString(job.ledger()));
            case TEXT -> new ImportReport(console).print(job);
        }
        boolean failed = job.finished() && !job.completed();
        return failed || strict && job.rejected() > 0 ? ExitCode.UNSATISFIED : ExitCode.GOOD;
    }

    private Upload upload() throws IOException {
        return file.equals(STANDARD_INPUT) ? Upload.of(System.in) : Upload.of(existing(Path.of(file)));
    }

    private static Path existing(Path path) {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new UsageException(path + " is not a file that can be read");
        }
        return path;
    }
}
