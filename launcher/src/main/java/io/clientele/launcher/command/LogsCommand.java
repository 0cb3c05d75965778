package io.clientele.launcher.command;

import io.clientele.launcher.client.Pause;
import io.clientele.launcher.console.Console;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clientele logs`.
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Print the log of one process, for example api-gateway, kafka, supervisor.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final int BUFFER = 1 << 16;

    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "The process.")
    String name = "";

    @Option(names = "-f", description = "Go on printing what is added, until interrupted.")
    boolean follow;

    private final Console console;

    LogsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path log = home.home().logs().resolve(name + ".log");
        if (!name.matches("[a-z-]+") || !Files.isReadable(log)) {
            throw new UsageException("there is no log of '%s'; there are: %s".formatted(name, names()));
        }
        long position = print(log, 0);
        while (follow) {
            Pause.of(ASK_EVERY);
            long length = Files.size(log);
            // A shorter file is a new one: the old was moved away.
            position = print(log, length < position ? 0 : position);
        }
        return ExitCode.GOOD;
    }

    private long print(Path log, long from) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            byte[] buffer = new byte[BUFFER];
            int read;
            while ((read = file.read(buffer)) > 0) {
                console.output().write(buffer, 0, read);
            }
            console.output().flush();
            return file.getFilePointer();
        }
    }

    private String names() throws IOException {
        if (!Files.isDirectory(home.home().logs())) {
            return "none, nothing has run in " + home.home().directory();
        }
        try (Stream<Path> logs = Files.list(home.home().logs())) {
            return logs.map(log -> log.getFileName().toString())
                    .filter(log -> log.endsWith(".log"))
                    .map(log -> log.substring(0, log.length() - ".log".length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }
}
