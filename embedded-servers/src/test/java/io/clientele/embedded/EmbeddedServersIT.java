package io.clientele.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
    private static final Pattern PID = Pattern.compile("[A-Z]+ pid (\\d+) after \\d+ ms");

    @TempDir
    Path home;

    @Test
    void childrenDieWithAKilledParentAndTheNextStartsFindTheirData() throws Exception {
        List<ProcessHandle> children = startInAJvmThatIsKilled();
        assertThat(children).hasSize(2);
        for (ProcessHandle child : children) {
            child.onExit().get(30, TimeUnit.SECONDS);
        }

        try (var servers = EmbeddedServers.start(ServersConfig.in(home))) {
            servers.awaitReady();
            KeptData data = new KeptData(servers);
            assertThat(data.setting("wal_level")).isEqualTo("logical");
            assertThat(data.setting("log_min_error_statement")).isEqualTo("panic");
            if (Spawner.isRoot()) {
                for (EmbeddedServer server : servers.all()) {
                    assertThat(userOf(server)).as("user of %s", server.kind()).isEqualTo(Spawner.NOBODY);
                }
            }
            assertThatThrownBy(() -> EmbeddedServers.start(ServersConfig.in(home)))
                    .isInstanceOf(ServersException.class)
                    .hasMessageContaining("run by another process already");

            data.write("second");
            assertThat(data.inPostgres()).containsExactly("first", "second");
            assertThat(data.inKafka(2)).containsExactly("first", "second");
            assertThat(data.inOpenSearch()).contains("second");

            // A server that is killed alone comes back on the same ports with its data.
            for (EmbeddedServer server : List.of(servers.postgres(), servers.kafka())) {
                var exit = server.onExit();
                ProcessHandle.of(server.pid().orElseThrow()).orElseThrow().destroyForcibly();
                assertThat(exit.get(10, TimeUnit.SECONDS)).isNotZero();
                assertThat(server.isAlive()).isFalse();
                server.restart().get(60, TimeUnit.SECONDS);
            }
            assertThat(data.inPostgres()).containsExactly("first", "second");
            assertThat(data.inKafka(2)).containsExactly("first", "second");
        }
        assertThat(home.resolve("run")).isDirectoryNotContaining("glob:**.pid");
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Ports ports = new Ports(taken.getLocalPort(), 0, 0, 0, 0);
            ServersException problem = failure(ServersConfig.in(home)
                    .withKinds(Set.of(ServerKind.POSTGRES))
                    .withPorts(ports));
            assertThat(problem.problem()).contains("Port " + taken.getLocalPort(), "PostgreSQL", "taken");
            assertThat(problem.cure()).contains("other ports");
        }
    }

    @Test
    void refusesDataOfAnotherVersion() throws Exception {
        ServerHome place = new ServerHome(home);
        Files.createDirectories(place.data(ServerKind.POSTGRES));
        Files.writeString(place.data(ServerKind.POSTGRES).resolve("PG_VERSION"), "17\n");
        ServersException problem = failure(ServersConfig.in(home).withKinds(Set.of(ServerKind.POSTGRES)));
        assertThat(problem.problem()).contains("PostgreSQL 17", "PostgreSQL 18");
        assertThat(problem.cure()).contains("another home directory");
    }

    @Test
    void refusesToStartOnAFullDisk() {
        ServersException problem = failure(
                ServersConfig.in(home).withKinds(Set.of(ServerKind.KAFKA)).withMinimumFreeBytes(Long.MAX_VALUE));
        assertThat(problem.problem()).contains("MiB are free on the disk");
        assertThat(problem.cure()).contains("Free disk space");
    }

    @Test
    void endsWhatAnEarlierRunLeftAndNothingElse() throws Exception {
        // Where Maven runs in the background of a shell, SIGINT is ignored by all its children but for this.
        Process left = new ProcessBuilder("env", "--default-signal=INT", "sleep", "300").start();
        Process other = new ProcessBuilder("sleep", "300").start();
        ServersConfig config = ServersConfig.in(home).withKinds(Set.of(ServerKind.POSTGRES));
        Path pidFile = Files.createDirectories(config.home().run()).resolve("postgres.pid");
        try {
            ProcessRecord.of(left.toHandle()).write(pidFile);
            try (var servers = EmbeddedServers.start(config)) {
                servers.awaitReady();
            }
            assertThat(left.isAlive()).isFalse();

            // A record, and a lock file of PostgreSQL's, whose process id now belongs to somebody else.
            new ProcessRecord(other.pid(), 1).write(pidFile);
            Path lock = config.home().data(ServerKind.POSTGRES).resolve("postmaster.pid");
            Files.writeString(lock, other.pid() + "\n");
            try (var servers = EmbeddedServers.start(config)) {
                servers.awaitReady();
            }
            assertThat(other.isAlive()).isTrue();
        } finally {
            left.destroyForcibly();
            other.destroyForcibly();
        }
    }

    private static ServersException failure(ServersConfig config) {
        try (var servers = EmbeddedServers.start(config)) {
            Throwable thrown = catchThrowable(servers::awaitReady);
            assertThat(thrown).isInstanceOf(ServersException.class);
            servers.all()
                    .forEach(server ->
                            assertThatThrownBy(() -> server.ready().join()).isInstanceOf(CompletionException.class));
            return (ServersException) thrown;
        }
    }

    private List<ProcessHandle> startInAJvmThatIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dclientele.root=" + System.getProperty("clientele.root"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        RunServers.class.getName(),
                        home.toString(),
                        "first")
                .redirectErrorStream(true)
                .start();
        List<ProcessHandle> children = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        try (BufferedReader out = parent.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.append(line).append('\n');
                Matcher pid = PID.matcher(line);
                if (pid.matches()) {
                    children.add(ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow());
                }
                if (line.startsWith("all after")) {
                    break;
                }
            }
        } finally {
            parent.destroyForcibly().waitFor();
        }
        assertThat(children).as(said.toString()).isNotEmpty();
        return children;
    }

    private static int userOf(EmbeddedServer server) throws Exception {
        return (int) Files.getAttribute(Path.of("/proc/" + server.pid().orElseThrow()), "unix:uid");
    }
}
