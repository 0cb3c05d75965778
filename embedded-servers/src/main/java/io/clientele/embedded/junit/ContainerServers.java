package io.clientele.embedded.junit;

import io.clientele.embedded.Kafka;
import io.clientele.embedded.Ports;
import io.clientele.embedded.Postgres;
import io.clientele.embedded.ServerKind;
import io.clientele.embedded.ServersException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// The same servers from containers, one set per test JVM; Testcontainers removes them when the JVM has ended.
final class ContainerServers {
    static final String POSTGRES_IMAGE = "postgres:18";
    static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
    static final String OPENSEARCH_IMAGE = "opensearchproject/opensearch:3.6.0";
    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    private ContainerServers() {}

    static Properties start(ServerKind kind) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new ServersException(
                    "The tests were asked to use containers, and no Docker answers",
                    "Start Docker, or leave out -Dservers=containers");
        }
        return switch (kind) {
            case POSTGRES -> postgres();
            case KAFKA -> kafka();
            case OPENSEARCH -> openSearch();
        };
    }

    private static Properties postgres() {
        GenericContainer<?> container = container(POSTGRES_IMAGE, 5432)
                .withEnv("POSTGRES_PASSWORD", "test")
                .withCommand(postgresCommand())
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2)
                        .withStartupTimeout(START_LIMIT));
        container.start();
        Properties answer = new Properties();
        answer.setProperty("host", container.getHost());
        answer.setProperty("port", Integer.toString(container.getMappedPort(5432)));
        answer.setProperty("user", "postgres");
        answer.setProperty("password", "test");
        return answer;
    }

    /// Kafka tells clients its own address, so its port outside is fixed before it starts.
    private static Properties kafka() {
        int port = Ports.free();
        GenericContainer<?> container = container(KAFKA_IMAGE, 9092)
                .withEnv(kafkaEnvironment(port))
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1).withStartupTimeout(START_LIMIT));
        container.setPortBindings(List.of(port + ":9092"));
        container.start();
        Properties answer = new Properties();
        answer.setProperty("bootstrap.servers", "localhost:" + port);
        return answer;
    }

    private static String[] postgresCommand() {
        List<String> line = new ArrayList<>(List.of("postgres"));
        Postgres.commonSettings().forEach((name, value) -> line.addAll(List.of("-c", name + "=" + value)));
        return line.toArray(new String[0]);
    }

    private static Map<String, String> kafkaEnvironment(int port) {
        Map<String, String> environment = new HashMap<>();
        Kafka.commonSettings().forEach((name, value) -> environment.put(variable(name), value));
        environment.put("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093");
        environment.put("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://localhost:" + port);
        environment.put("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093");
        return environment;
    }

    private static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static Properties openSearch() {
        GenericContainer<?> container = container(OPENSEARCH_IMAGE, 9200)
                .withEnv("discovery.type", "single-node")
                .withEnv("DISABLE_SECURITY_PLUGIN", "true")
                .withEnv("DISABLE_INSTALL_DEMO_CONFIG", "true")
                .withEnv("OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx512m")
                .waitingFor(Wait.forHttp("/_cluster/health").forStatusCode(200).withStartupTimeout(START_LIMIT));
        container.start();
        Properties answer = new Properties();
        answer.setProperty("uri", "http://" + container.getHost() + ":" + container.getMappedPort(9200));
        return answer;
    }

    // The container lives until the JVM ends: its owner is Testcontainers' reaper, nobody here closes it.
    @SuppressWarnings("resource")
    private static GenericContainer<?> container(String image, int port) {
        return new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(port);
    }
}
