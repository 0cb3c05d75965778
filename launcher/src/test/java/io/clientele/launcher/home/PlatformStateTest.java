package io.clientele.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.launcher.home.PlatformState.RunningProcess;
import io.clientele.launcher.home.PlatformState.SupervisedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformStateTest {
    @TempDir
    Path directory;

    @Test
    void isReadAsItWasWritten() throws Exception {
        var home = new Home(directory);
        var me = RunningProcess.of(ProcessHandle.current());
        var state = new PlatformState(8080, me, true, List.of(new SupervisedProcess("kafka", me, 8086, null, 2)));

        state.write(home);

        assertThat(PlatformState.read(home)).contains(state);
        try (var files = Files.list(home.run())) {
            assertThat(files).containsExactly(home.platformFile());
        }
    }

    @Test
    void isEmptyWhereNothingEverRan() throws Exception {
        assertThat(PlatformState.read(new Home(directory))).isEmpty();
    }

    @Test
    void aProcessIdThatSomebodyElseGotIsNotOurs() {
        var me = RunningProcess.of(ProcessHandle.current());
        var another = new RunningProcess(me.pid(), me.startedAt().minusSeconds(3600));

        assertThat(me.handle()).isPresent();
        assertThat(another.handle()).isEmpty();
    }

    @Test
    void aSecretIsMadeOnceAndItsOwnersOnly() throws Exception {
        var home = new Home(directory);

        String first = home.secret("key", "one");
        String second = home.secret("key", "two");

        assertThat(List.of(first, second)).containsOnly("one");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.secrets().resolve("key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secrets())))
                .isEqualTo("rwx------");
    }

    @Test
    void everyDatabaseRoleHasItsOwnPasswordThatStays() throws Exception {
        var home = new Home(directory);

        Passwords passwords = Passwords.of(home);

        assertThat(Passwords.of(home).byRole()).isEqualTo(passwords.byRole());
        assertThat(passwords.byRole().values()).doesNotHaveDuplicates().allMatch(each -> each.length() >= 32);
        assertThat(passwords.toString()).doesNotContain(passwords.byRole().values());
    }
}
