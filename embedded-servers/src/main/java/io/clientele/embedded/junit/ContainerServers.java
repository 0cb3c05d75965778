package io.clientele.embedded.junit;

import io.clientele.embedded.Ports;
import io.clientele.embedded.ServerKind;
import io.clientele.embedded.ServersException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// The same servers from containers, one set per test JVM; Testcontainers removes them when the JVM has ended.
final class ContainerServers {
    private static final String POSTGRES_IMAGE = "postgres:18";
    private static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
    private static final String OPENSEARCH_IMAGE = "opensearchproject/opensearch:3.6.0";
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
                .withCommand("postgres", "-c", "wal_level=logical", "-c", "logical_decoding_work_mem=256MB")
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
                .withEnv(Map.of(
                        "KAFKA_NODE_ID", "1",
                        "KAFKA_PROCESS_ROLES", "broker,controller",
                        "KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093",
                        "KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://localhost:" + port,
                        "KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER",
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093",
                        "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1",
                        "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1",
                        "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"))
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1).withStartupTimeout(START_LIMIT));
        container.setPortBindings(List.of(port + ":9092"));
        container.start();
        Properties answer = new Properties();
        answer.setProperty("bootstrap.servers", "localhost:" + port);
        return answer;
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
