package io.clientele.launcher.supervisor;

import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.Ports;
import io.clientele.launcher.token.LocalIssuer;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the stores and interfaces of a running platform are found, for our own commands and for other programs.
///
/// @param databasePassword of the superuser `postgres`
public record Endpoints(Home home, Ports ports, String databasePassword) {
    /// The role that sees every row (of ciphertext).
    public static final String DATABASE_USER = "postgres";

    /// The endpoints of a home.
    ///
    /// @throws IOException when its secrets cannot be read
    public static Endpoints of(Home home, Ports ports) throws IOException {
        return new Endpoints(home, ports, home.superuserPassword());
    }

    /// The REST API.
    public URI api() {
        return URI.create("http://" + Settings.LOOPBACK + ":" + ports.api());
    }

    /// The gateway's actuator.
    public URI management() {
        return URI.create("http://" + Settings.LOOPBACK + ":" + ports.apiManagement() + "/actuator");
    }

    /// The database of the platform.
    public String jdbcUrl() {
        return Settings.jdbcUrl(ports);
    }

    /// Kafka, as its clients take it.
    public String kafkaBootstrap() {
        return Settings.kafkaBootstrap(ports);
    }

    /// OpenSearch's HTTP interface.
    public String openSearch() {
        return Settings.openSearchUrl(ports);
    }

    /// All of it as environment variables.
    public Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("API_URL", api().toString());
        variables.put("MANAGEMENT_URL", management().toString());
        variables.put("JDBC_URL", jdbcUrl());
        variables.put("DB_HOST", Settings.LOOPBACK);
        variables.put("DB_PORT", Integer.toString(ports.postgres()));
        variables.put("DB_NAME", Settings.DATABASE);
        variables.put("DB_USER", DATABASE_USER);
        variables.put("DB_PASSWORD", databasePassword);
        variables.put("KAFKA_BOOTSTRAP", kafkaBootstrap());
        variables.put("OPENSEARCH_URL", openSearch());
        variables.put("TOKEN_ISSUER", LocalIssuer.ISSUER);
        variables.put("HOME", home.directory().toString());
        return variables;
    }

    @Override
    public String toString() {
        return "Endpoints[" + home.directory() + "]";
    }
}
