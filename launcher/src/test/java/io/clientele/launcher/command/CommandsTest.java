package io.clientele.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.launcher.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(stream(out), stream(err), false);

    @TempDir
    Path home;

    @Test
    void helpNamesEveryCommand() {
        assertThat(run("help")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "help",
                        "demo",
                        "up ",
                        "down",
                        "status",
                        "logs",
                        "env",
                        "token",
                        "tenant",
                        "generate",
                        "import",
                        "search",
                        "keys",
                        "dead-letters",
                        "bench");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "up", "down", "status", "logs", "env", "token", "generate", "import", "search", "keys"})
    void everyCommandTakesAHome(String command) {
        assertThat(run("help", command)).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--home");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "generate",
                "generate --rows none",
                "generate --rows 0",
                "generate --rows 10 --errors 90 --duplicates 20",
                "generate --rows 10 --format pdf",
                "import",
                "import no-such-file.csv",
                "token",
                "token --role king",
                "token --role professional",
                "token --role admin --professional Jane",
                "search",
                "tenant",
                "tenant fly",
                "tenant show",
                "tenant configure acme",
                "tenant configure acme nonsense",
                "keys",
                "keys burn",
                "keys rotate-tenant",
                "dead-letters",
                "dead-letters burn",
                "dead-letters show",
                "dead-letters redrive",
                "dead-letters redrive some-id --all",
                "dead-letters list --limit 0",
                "dead-letters discard some-id",
                "logs ../secrets",
                "up --port-base 80",
                "demo --rows 0"
            })
    void wrongUsageExitsWithTwo(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).isNotBlank();
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "token --role admin",
                "search tremblay",
                "status",
                "import pom.xml",
                "tenant list",
                "tenant show acme",
                "keys status",
                "keys rotate-master",
                "keys rotate-tenant demo",
                "dead-letters list",
                "dead-letters list --status all --output json",
                "dead-letters show some-id --platform",
                "dead-letters redrive --topic cdc.changes",
                "dead-letters discard some-id --reason invalid"
            })
    void withoutAPlatformTheyExitWithThree(String line) {
        assertThat(run((line + " --home " + home).split(" "))).isEqualTo(3);
    }

    @Test
    void downIsContentWhenNothingRuns() {
        assertThat(run("down", "--home", home.toString())).isZero();
    }

    @Test
    void anOperatorsTokenNeedsNoPlatformAndIsAllThatIsPrinted() {
        assertThat(run("token", "--role", "operator", "--home", home.toString()))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    @Test
    void generateWritesTheFileToStandardOutput() {
        assertThat(run("generate", "--rows", "20", "--seed", "5")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(21);
        assertThat(err.size()).isZero();
    }

    private int run(String... arguments) {
        return Commands.run(console, arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
