package io.clientele.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `./clientele` as a person runs it.
///
/// @param output what it has said on standard output
/// @param errors what it has said on standard error
record CommandLineProcess(Process process, Path output, Path errors) {
    private static final Path ROOT = Path.of(System.getProperty("clientele.root"));
    // Maven is building this very moment.
    private static final Map<String, String> ENVIRONMENT =
            Map.of("CLIENTELE_BUILD", "skip", "CLIENTELE_JAVA_HOME", System.getProperty("java.home"));

    record Result(int exitCode, String output, String errors) {
        String lastLine() {
            return output.lines().reduce("", (before, last) -> last);
        }
    }

    /// What a shell needs that runs `./clientele` on the platform of a home.
    static Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("CLIENTELE_HOME", home.toString());
        return environment;
    }

    static CommandLineProcess start(Path scratch, String... arguments) {
        return start(scratch, scratch.getFileSystem().getPath("/dev/null"), arguments);
    }

    static CommandLineProcess start(Path scratch, Path input, String... arguments) {
        try {
            Path output = Files.createTempFile(scratch, "out", ".txt");
            Path errors = Files.createTempFile(scratch, "err", ".txt");
            List<String> line = new ArrayList<>();
            line.add(ROOT.resolve("clientele").toString());
            line.addAll(List.of(arguments));
            var builder = new ProcessBuilder(line)
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(ENVIRONMENT);
            return new CommandLineProcess(builder.start(), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String outputSoFar() throws IOException {
        return Files.readString(output);
    }

    String errorsSoFar() throws IOException {
        return Files.readString(errors);
    }

    Result await() throws IOException, InterruptedException {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroy();
            throw new IllegalStateException("no end after 3 minutes: " + Files.readString(output) + errorsSoFar());
        }
        return new Result(process.exitValue(), Files.readString(output), errorsSoFar());
    }
}
