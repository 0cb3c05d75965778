package io.clientele.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnerTest {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    @TempDir
    Path directory;

    @Test
    void runsServersOfRootAsNobody() {
        assertThat(Spawner.commandLine(server("postgres"), true, SETPRIV))
                .startsWith("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                .endsWith("--pdeathsig", "INT", "--", "/usr/bin/setsid", "postgres");
    }

    @Test
    void keepsTheUserOtherwise() {
        List<String> expected = List.of("/usr/bin/setpriv", "--pdeathsig", "INT", "--", "/usr/bin/setsid", "postgres");
        assertThat(Spawner.commandLine(server("postgres"), false, SETPRIV)).isEqualTo(expected);
        ChildCommand application = ChildCommand.of(List.of("java"), Map.of(), directory, log());
        assertThat(Spawner.commandLine(application, true, SETPRIV))
                .containsExactly("/usr/bin/setpriv", "--pdeathsig", "TERM", "--", "/usr/bin/setsid", "java");
    }

    @Test
    void refusesToRunServersAsRoot() {
        assertThatThrownBy(() -> Spawner.commandLine(server("postgres"), true, null))
                .isInstanceOf(ServersException.class)
                .hasMessageContaining("setpriv");
    }

    @Test
    void inheritsNoEnvironmentAndWritesTheLog() throws Exception {
        ChildCommand child = ChildCommand.of(
                List.of("/bin/sh", "-c", "echo $ONE $USER$HOME; pwd"), Map.of("ONE", "1"), directory, log());
        assertThat(Spawner.start(child).waitFor()).isZero();
        assertThat(Files.readString(log())).isEqualTo("1\n" + directory.toRealPath() + "\n");
    }

    @Test
    void saysWhichProgramCantBeStarted() {
        ChildCommand child = ChildCommand.of(List.of("/bin/true"), Map.of(), directory.resolve("missing"), log());
        assertThatThrownBy(() -> Spawner.start(child))
                .isInstanceOf(ServersException.class)
                .hasMessageContaining("/bin/true");
    }

    @Test
    void withoutSetprivTheShellEndsTheChildWhenItsParentIsGone() throws Exception {
        Process wrapper = Spawner.start(sleeper(), false, null);
        ProcessHandle sleeper = child(wrapper);
        wrapper.getOutputStream().close();
        sleeper.onExit().get(10, TimeUnit.SECONDS);
        assertThat(wrapper.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void withoutSetprivTheShellPassesSignalsAndExitCodesOn() throws Exception {
        Process wrapper = Spawner.start(sleeper(), false, null);
        ProcessHandle sleeper = child(wrapper);
        Signal.TERM.send(wrapper.pid());
        sleeper.onExit().get(10, TimeUnit.SECONDS);
        assertThat(wrapper.waitFor(10, TimeUnit.SECONDS)).isTrue();

        ChildCommand failing = ChildCommand.of(List.of("sh", "-c", "exit 7"), path(), directory, log());
        assertThat(Spawner.start(failing, false, null).waitFor()).isEqualTo(7);
    }

    private ChildCommand server(String program) {
        return new ChildCommand(List.of(program), Map.of(), directory, log(), true, Signal.INT);
    }

    private ChildCommand sleeper() {
        return ChildCommand.of(List.of("sleep", "300"), path(), directory, log());
    }

    private static Map<String, String> path() {
        return Map.of("PATH", "/usr/bin:/bin");
    }

    private Path log() {
        return directory.resolve("child.log");
    }

    private static ProcessHandle child(Process wrapper) {
        while (true) {
            var found = wrapper.descendants()
                    .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(wrapper.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }
}
