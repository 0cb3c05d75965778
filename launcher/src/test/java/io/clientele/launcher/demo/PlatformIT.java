package io.clientele.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.launcher.client.Pause;
import io.clientele.launcher.console.Console;
import io.clientele.launcher.demo.CommandLineProcess.Result;
import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.PlatformState;
import io.clientele.launcher.home.Ports;
import io.clientele.launcher.supervisor.Endpoints;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Drives `./clientele` itself, as a person would, and kills what it runs, as fate would.
@Tag("REQ-CM-B010")
@Tag("REQ-CM-B011")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformIT {
    private static final Duration ASK_EVERY = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path directory;

    private static Path homeDirectory;
    private static Home home;
    private static String portBase;
    private static CommandLineProcess demonstration;

    @BeforeAll
    static void choosePorts() {
        homeDirectory = directory.resolve("home");
        home = new Home(homeDirectory);
        portBase = Integer.toString(new Ports(18_080).nextFree().base());
    }

    @AfterAll
    static void leaveNothingBehind() throws Exception {
        var unused = CommandLineProcess.start(directory, "down", "--home", homeDirectory.toString())
                .await();
    }

    @Test
    @Order(1)
    void theDemonstrationEndsWithAgreeingCountsAndLeavesThePlatformRunning() throws Exception {
        demonstration = CommandLineProcess.start(
                directory, "demo", "--rows", "2000", "--port-base", portBase, "--home", homeDirectory.toString());

        assertThat(Pause.until(ASK_EVERY, LIMIT.multipliedBy(2), () -> hasEnded(demonstration)))
                .as(demonstration.outputSoFar() + demonstration.errorsSoFar())
                .isTrue();
        assertThat(demonstration.outputSoFar())
                .contains("PostgreSQL answers", "the API answers", "They agree.", "customer.created", "TOKEN=")
                .doesNotContain("MISMATCH");

        Result status = run("status", "-o", "json");
        assertThat(status.exitCode()).as(status.output()).isZero();
        JsonNode platform = JsonMapper.shared().readTree(status.output());
        assertThat(platform.path("processes")).hasSize(8);
        assertThat(platform.path("resident_megabytes").asLong()).isBetween(500L, 3072L);

        Result environment = run("env");
        assertThat(environment.output())
                .contains(
                        "API_URL=http://127.0.0.1:" + portBase,
                        "JDBC_URL=jdbc:postgresql:",
                        "KAFKA_BOOTSTRAP=",
                        "OPENSEARCH_URL=");
    }

    @Test
    @Order(3)
    void theOperatorMakesConfiguresAndSuspendsATenant() throws Exception {
        assertThat(run("tenant", "create", "acme", "--country", "US").output()).contains("default_country", "US");

        Result configured = run("tenant", "configure", "acme", "undo_window_days=14", "duplicate_policy=warn");
        assertThat(configured.exitCode()).as(configured.errors()).isZero();
        run("tenant", "suspend", "acme");
        JsonNode shown = JsonMapper.shared()
                .readTree(run("tenant", "show", "acme", "-o", "json").output());
        assertThat(shown.path("undo_window_days").asInt()).isEqualTo(14);
        assertThat(shown.path("duplicate_policy").asString("")).isEqualTo("warn");
        assertThat(shown.path("status").asString("")).isEqualTo("suspended");
        assertThat(run("tenant", "activate", "acme").output()).contains("active");
        assertThat(run("tenant", "list").output()).contains("acme", "demo");
    }

    @Test
    @Order(3)
    @Tag("REQ-CM-B005")
    void theTutorialOfTheApiDoesWhatItSays() throws Exception {
        Path root = Path.of(System.getProperty("clientele.root"));
        Path scratch = Files.createDirectory(directory.resolve("tutorial"));

        new Tutorial(root.resolve("docs/api.md")).run(root, scratch, CommandLineProcess.environment(homeDirectory));
    }

    @Test
    @Order(4)
    @Tag("REQ-CM-B017")
    void nothingOnTheDisksNamesAPerson() throws Exception {
        Path file = directory.resolve("canary.csv");
        Files.writeString(file, """
                First Name,Last Name,E-mail,Phone,Birth date,Address,Postal code,Notes
                Canaryfirst,Canarylast,canary.mailbox@example.org,(416) 967-8231,1921-03-04,77 Canarystreet,H9X 2C7,canarynotes
                Canaryother,Canarybad,canary.broken,967 82,1921-03-04,78 Canarystreet,D1D 1D1,<script>canary</script>
                """);
        Result imported = run("import", file.toString(), "--tenant", "canary", "--follow", "-o", "json");
        assertThat(imported.exitCode())
                .as(imported.output() + imported.errors())
                .isZero();
        JsonNode ledger = JsonMapper.shared().readTree(imported.lastLine());
        assertThat(ledger.path("created").asLong()).isEqualTo(1);
        assertThat(ledger.path("rejected").asLong()).isEqualTo(1);
        assertEveryStoreHas(1, "canary", ledger.path("job_id").asString(""));
        for (String clue : List.of("canary.mailbox@example.org", "9678231", "cannaryfirst")) {
            Result found = run("search", clue, "--tenant", "canary");
            assertThat(found.output()).as("search %s", clue).contains("Canarylast");
        }

        try (HttpClient http = HttpClient.newHttpClient()) {
            String token =
                    run("token", "--role", "admin", "--tenant", "canary-api").lastLine();
            new Canaries(http, Endpoints.of(home, state().ports()).api().toString(), token).send();
        }
        assertThat(Pause.until(ASK_EVERY, LIMIT, () -> isFound("Canaryapilast", "canary-api")))
                .isTrue();

        // Names are a designated field of the search index; everything else is nowhere, and names are nowhere else.
        List<String> hidden = new ArrayList<>(Canaries.HIDDEN);
        hidden.addAll(List.of(
                "canary.mailbox",
                "canary.broken",
                "9678231",
                "967-8231",
                "1921-03-04",
                "Canarystreet",
                "H9X 2C7",
                "canarynotes",
                "<script>canary"));
        List<String> names = new ArrayList<>(Canaries.NAMES);
        names.addAll(List.of("Canaryfirst", "Canarylast", "Canaryother", "Canarybad"));
        assertThat(Stream.concat(hidden.stream(), names.stream())).allMatch(Canaries::hasStem);
        try (Stream<Path> files = Files.walk(homeDirectory)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String content = contentOf(each);
                if (!Canaries.hasStem(content)) {
                    continue;
                }
                assertThat(hidden).as("in %s", each).noneMatch(content::contains);
                if (!homeDirectory.relativize(each).toString().contains("opensearch")) {
                    assertThat(names).as("in %s", each).noneMatch(content::contains);
                }
            }
        }
    }

    private static boolean isFound(String name, String tenant) {
        try {
            return run("search", name, "--tenant", tenant).output().contains(name);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// The bytes as text; empty for a file that a server has removed since it was listed, or that holds no data.
    private static String contentOf(Path file) throws IOException {
        if (file.toString().endsWith(".jar") || file.toString().endsWith(".aot")) {
            return "";
        }
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            return "";
        }
    }

    /// Applications and servers at once: each of the seven dies, and none of them finds the others well.
    @ParameterizedTest
    @ValueSource(strings = {"ingest-batch opensearch", "stream-processor postgres", "search-indexer api-gateway kafka"})
    @Order(5)
    void killingProcessesDuringAnImportChangesNoCount(String names) throws Exception {
        long rows = 4000;
        String tenant = "kill-" + names.replace(' ', '-');
        Path file = directory.resolve(tenant + ".csv");
        CommandLineProcess generate = CommandLineProcess.start(
                directory, "generate", "--rows", Long.toString(rows), "--errors", "5", "--duplicates", "3");
        Files.copy(generate.await().exitCode() == 0 ? generate.output() : file, file);

        CommandLineProcess running = CommandLineProcess.start(
                directory,
                file,
                "import",
                "-",
                "--tenant",
                tenant,
                "--follow",
                "-o",
                "json",
                "--home",
                homeDirectory.toString());
        assertThat(Pause.until(ASK_EVERY, LIMIT, () -> hasBegun(running))).isTrue();
        for (String name : names.split(" ")) {
            kill(name);
        }
        Result imported = running.await();

        assertThat(imported.exitCode())
                .as(imported.output() + imported.errors())
                .isZero();
        JsonNode ledger = JsonMapper.shared().readTree(imported.lastLine());
        assertThat(ledger.path("status").asString("")).isEqualTo("completed");
        assertThat(ledger.path("read").asLong()).isEqualTo(rows);
        assertThat(ledger.path("rejected").asLong()).isEqualTo(200);
        assertThat(ledger.path("duplicates").asLong()).isEqualTo(120);
        assertThat(ledger.path("created").asLong()).isEqualTo(3680);
        assertEveryStoreHas(3680, tenant, ledger.path("job_id").asString(""));
    }

    @Test
    @Order(6)
    void whenTheSupervisorIsKilledItsChildrenGoWithItAndTheNextStartWorks() throws Exception {
        long supervisor = state().runningSupervisor().orElseThrow().pid();
        var unused = ProcessHandle.of(supervisor).orElseThrow().destroyForcibly();
        assertThat(Pause.until(ASK_EVERY, LIMIT, () -> processesOfTheHome().isEmpty()))
                .as("left: %s", processesOfTheHome())
                .isTrue();

        Result up = run("up", "--detach");
        assertThat(up.exitCode()).as(up.output() + up.errors()).isZero();
        assertThat(run("search", "tremblay", "--tenant", "demo").exitCode()).isZero();

        assertThat(run("down").exitCode()).isZero();
        assertThat(processesOfTheHome()).isEmpty();
        assertThat(run("status").exitCode()).isEqualTo(3);
    }

    private static Result run(String... arguments) throws Exception {
        var line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--home", homeDirectory.toString()));
        return CommandLineProcess.start(directory, line.toArray(String[]::new)).await();
    }

    private static boolean hasEnded(CommandLineProcess demonstration) {
        try {
            return !demonstration.process().isAlive()
                    || demonstration.outputSoFar().contains("TOKEN=");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasBegun(CommandLineProcess running) {
        try {
            return !running.process().isAlive() || running.errorsSoFar().contains("Import:");
        } catch (IOException e) {
            return false;
        }
    }

    private static PlatformState state() throws IOException {
        return PlatformState.read(home).orElseThrow();
    }

    private static void kill(String name) throws IOException {
        var victim = state().processes().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .process();
        assertThat(victim).isNotNull();
        assertThat(victim.handle().orElseThrow().destroyForcibly()).isTrue();
    }

    private static void assertEveryStoreHas(long accepted, String tenant, String jobId) throws Exception {
        Endpoints endpoints = Endpoints.of(home, state().ports());
        UUID operation;
        UUID tenantId;
        try (Connection database = DriverManager.getConnection(
                        endpoints.jdbcUrl(), Endpoints.DATABASE_USER, endpoints.databasePassword());
                var select = database.prepareStatement("""
                        select tenant_id, operation_id from bulk_job
                        where id = ? and tenant_id = (select id from tenant where name = ?)
                        """)) {
            select.setObject(1, UUID.fromString(jobId));
            select.setString(2, tenant);
            var row = select.executeQuery();
            assertThat(row.next()).isTrue();
            tenantId = row.getObject(1, UUID.class);
            operation = row.getObject(2, UUID.class);
        }
        try (var stores = new Stores(endpoints)) {
            var arrival = new Arrival(quiet(), stores);
            assertThat(arrival.await(accepted, tenantId, operation))
                    .isEqualTo(new Counts(accepted, accepted, accepted, accepted, accepted, accepted));
        }
    }

    private static Console quiet() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(nowhere, nowhere, false);
    }

    /// Every process that names the home in its command line, whoever its parent is.
    private static List<String> processesOfTheHome() {
        return ProcessHandle.allProcesses()
                .filter(each -> each.pid() != ProcessHandle.current().pid())
                .map(each -> each.pid() + " " + commandLine(each.pid()))
                .filter(each -> each.contains(homeDirectory.toString()))
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
