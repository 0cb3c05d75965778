package io.clientele.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.clientele.embedded.Binaries;
import io.clientele.embedded.Kafka;
import io.clientele.embedded.Postgres;
import io.clientele.embedded.ServerKind;
import io.clientele.embedded.ServersConfig;
import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.Passwords;
import io.clientele.launcher.home.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// docker-compose.yml describes the platform that the launcher starts: the same versions, settings and applications.
class ComposeTest {
    private static final Path ROOT = Path.of(System.getProperty("clientele.root", ".."));
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{[A-Z_]+:?-([^}]*)}");
    /// What a process needs on our machine and a container has anyway.
    private static final Set<String> OF_PROCESSES = Set.of("PATH", "LANG", "TZ", "HOME");
    /// What only containers have: the heap (elsewhere an argument), and an issuer of one's own.
    private static final Set<String> OF_CONTAINERS = Set.of("JAVA_TOOL_OPTIONS", "CLIENTELE_SECURITY_JWKS_URI");

    private static Map<String, Object> services;

    @TempDir
    Path directory;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = Files.newInputStream(ROOT.resolve("docker-compose.yml"))) {
            services = map(map(new Yaml(new SafeConstructor(new LoaderOptions())).load(file))
                    .get("services"));
        }
    }

    @Test
    void theImagesAreOfTheEmbeddedServersVersions() {
        Binaries binaries = Binaries.locate();
        assertThat(binaries.version(ServerKind.POSTGRES)).isEqualTo(tag("postgres", "postgres") + ".0");
        assertThat(binaries.version(ServerKind.KAFKA)).isEqualTo(tag("kafka", "apache/kafka"));
        assertThat(binaries.version(ServerKind.OPENSEARCH))
                .isEqualTo(tag("opensearch", "opensearchproject/opensearch"));
    }

    @Test
    void postgresHasTheSettingsOfTheEmbeddedOne() {
        List<String> command = list(service("postgres").get("command"));
        Map<String, String> settings = new TreeMap<>();
        for (int i = 1; i < command.size(); i += 2) {
            assertThat(command.get(i)).isEqualTo("-c");
            String[] pair = command.get(i + 1).split("=", 2);
            settings.put(pair[0], pair[1]);
        }

        assertThat(command.getFirst()).isEqualTo("postgres");
        assertThat(settings).isEqualTo(new TreeMap<>(Postgres.commonSettings()));
        assertThat(environment("postgres").get("POSTGRES_INITDB_ARGS").split(" "))
                .containsExactlyElementsOf(Postgres.commonInitArguments());
    }

    @Test
    void kafkaHasTheSettingsOfTheEmbeddedOne() {
        Map<String, String> expected = new TreeMap<>();
        Kafka.commonSettings()
                .forEach((name, value) ->
                        expected.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        Map<String, String> found = new TreeMap<>(environment("kafka"));
        String heap = found.remove("KAFKA_HEAP_OPTS");
        // Where it listens is the only thing that differs.
        found.keySet()
                .removeAll(Set.of("KAFKA_LISTENERS", "KAFKA_ADVERTISED_LISTENERS", "KAFKA_CONTROLLER_QUORUM_VOTERS"));

        assertThat(found).isEqualTo(expected);
        assertThat(heap).contains("-Xmx" + ServersConfig.in(directory).kafkaHeap() + "m");
    }

    @Test
    void openSearchIsOneNodeWithTheHeapOfTheEmbeddedOne() {
        assertThat(environment("opensearch"))
                .containsEntry("discovery.type", "single-node")
                .containsEntry("cluster.routing.allocation.disk.threshold_enabled", "false")
                .containsEntry("gateway.auto_import_dangling_indices", "true")
                .hasEntrySatisfying(
                        "OPENSEARCH_JAVA_OPTS",
                        options -> assertThat(options)
                                .contains("-Xmx" + ServersConfig.in(directory).openSearchHeap() + "m"));
    }

    @Test
    void theApplicationsAreThoseOfTheLauncher() {
        Set<String> modules = new TreeSet<>();
        for (Map.Entry<String, Object> each : services.entrySet()) {
            if (map(each.getValue()).containsKey("build")) {
                modules.add(each.getKey());
            }
        }
        modules.removeAll(Set.of("migrate", "local-issuer"));

        assertThat(modules)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Application.values()).map(Application::module).toList());
    }

    @ParameterizedTest
    @EnumSource(Application.class)
    void anApplicationIsToldTheSameAsByTheLauncher(Application application) throws IOException {
        var home = new Home(directory);
        var settings = new Settings(
                home,
                new Ports(Ports.DEFAULT_BASE),
                Passwords.of(home),
                home.secrets().resolve("local-issuer.jwks"));
        Map<String, String> ours = settings.environment(application);
        Map<String, String> theirs = environment(application.module());

        assertThat(without(theirs, OF_CONTAINERS)).isEqualTo(without(ours, OF_PROCESSES));
        assertThat(theirs)
                .containsEntry("SPRING_DATASOURCE_USERNAME", application.role().roleName())
                .containsEntry("SERVER_PORT", ours.get("SERVER_PORT"));
        assertThat(application.jvmOptions()).contains(theirs.get("JAVA_TOOL_OPTIONS"));
        for (String same : List.of("MANAGEMENT_SERVER_PORT", "CLIENTELE_SECURITY_ISSUER", "CLIENTELE_CDC_SLOT")) {
            assertThat(theirs.get(same)).as(same).isEqualTo(ours.get(same));
        }
        Map<String, Object> build = map(service(application.module()).get("build"));
        assertThat(map(build.get("args"))).containsEntry("MODULE", application.module());
    }

    @Test
    void theLocalIssuerSharesItsPublicKeysWithTheGateway() {
        String home = environment("local-issuer").get("CLIENTELE_HOME");

        assertThat(environment("api-gateway"))
                .containsEntry("CLIENTELE_SECURITY_JWKS_FILE", home + "/secrets/local-issuer.jwks");
        assertThat(list(service("local-issuer").get("volumes")))
                .isEqualTo(list(service("api-gateway").get("volumes")));
    }

    @Test
    void dockerComposeAcceptsTheFile() throws Exception {
        List<String> compose = composeCommand();
        assumeTrue(!compose.isEmpty(), "neither 'docker compose' nor 'docker-compose' is installed");

        List<String> line = new ArrayList<>(compose);
        line.addAll(List.of(
                "-f", ROOT.resolve("docker-compose.yml").toAbsolutePath().toString(), "config", "-q"));
        Process config = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(config.getInputStream().readAllBytes());

        assertThat(config.waitFor()).as(output).isZero();
    }

    private static List<String> composeCommand() throws InterruptedException {
        for (List<String> candidate : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            List<String> version = new ArrayList<>(candidate);
            version.add("version");
            try {
                Process process = new ProcessBuilder(version)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() == 0) {
                    return candidate;
                }
            } catch (IOException notInstalled) {
                // the next one
            }
        }
        return List.of();
    }

    /// Only the names: values are addresses and passwords of another machine.
    private static Set<String> without(Map<String, String> environment, Set<String> names) {
        Set<String> rest = new TreeSet<>(environment.keySet());
        rest.removeAll(names);
        return rest;
    }

    private static String tag(String service, String image) {
        String whole = String.valueOf(service(service).get("image"));
        assertThat(whole).startsWith(image + ":");
        return whole.substring(image.length() + 1);
    }

    private static Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>();
        map(service(service).get("environment"))
                .forEach((name, value) -> environment.put(
                        name, DEFAULT.matcher(String.valueOf(value)).replaceAll("$1")));
        return environment;
    }

    private static Map<String, Object> service(String name) {
        return map(services.get(name));
    }

    @SuppressWarnings("unchecked") // YAML mappings of this file have strings as keys
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    private static List<String> list(Object yaml) {
        return Arrays.stream(((List<?>) yaml).toArray()).map(String::valueOf).toList();
    }
}
