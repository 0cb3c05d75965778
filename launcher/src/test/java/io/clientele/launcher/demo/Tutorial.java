package io.clientele.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of the documentation whose commands are run, block after block in one shell, as a reader would. A `text`
/// block
/// behind a block of commands is what they print: each of its lines has to be in their output, `…` stands for anything.
record Tutorial(Path page) {
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(sh|text)\n(.*?)^```$", Pattern.DOTALL);
    private static final List<String> TOOLS = List.of("bash", "curl", "jq");

    private record Step(String commands, List<String> printed) {}

    /// @param scratch where the shell's files go
    /// @param environment what the shell gets beside its own
    void run(Path root, Path scratch, Map<String, String> environment) throws IOException, InterruptedException {
        assumeThat(TOOLS).as("programs that the page uses").allMatch(Tutorial::isInstalled);
        List<Step> steps = steps();
        assertThat(steps).isNotEmpty();
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        for (int i = 0; i < steps.size(); i++) {
            script.append("{\n")
                    .append(steps.get(i).commands())
                    .append("} > \"$OUTPUT/")
                    .append(i)
                    .append("\" 2>&1\n");
        }
        Path file = Files.writeString(scratch.resolve("tutorial.sh"), script);
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString())
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("tutorial.out").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("OUTPUT", scratch.toString());
        Process shell = builder.start();
        assertThat(shell.waitFor(3, TimeUnit.MINUTES)).as("the tutorial ends").isTrue();

        for (int i = 0; i < steps.size(); i++) {
            Path output = scratch.resolve(Integer.toString(i));
            boolean isLast = i + 1 == steps.size() || !Files.exists(scratch.resolve(Integer.toString(i + 1)));
            String said = Files.exists(output) ? Files.readString(output) : "";
            assertThat(isLast ? shell.exitValue() : 0)
                    .as("%s%n%s%n%s", steps.get(i).commands(), said, Files.readString(scratch.resolve("tutorial.out")))
                    .isZero();
            for (String line : steps.get(i).printed()) {
                assertThat(said).as(steps.get(i).commands()).containsPattern(asPattern(line));
            }
        }
    }

    private static Pattern asPattern(String line) {
        return Pattern.compile(Stream.of(line.strip().split("…", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse(""));
    }

    private List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                steps.add(new Step(block.group(2), new ArrayList<>()));
            } else {
                block.group(2)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(steps.getLast().printed()::add);
            }
        }
        return steps;
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
