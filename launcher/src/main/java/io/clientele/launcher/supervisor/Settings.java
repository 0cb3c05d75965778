package io.clientele.launcher.supervisor;

import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.Passwords;
import io.clientele.launcher.home.Ports;
import io.clientele.launcher.token.LocalIssuer;
import io.clientele.schemas.database.DatabaseRole;
import io.clientele.schemas.database.DatabaseSetup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What each application is told, as environment variables: the same keys that an operator sets in production.
///
/// @param issuerKeys the public keys of the local token issuer
record Settings(Home home, Ports ports, Passwords passwords, Path issuerKeys) {
    static final String LOOPBACK = "127.0.0.1";
    static final String DATABASE = "clientele";

    Map<String, String> environment(Application application) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", "UTC");
        environment.put("HOME", home.directory().toString());
        // Few malloc arenas: a JVM of this size needs no more, and each keeps its own free memory.
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("SERVER_ADDRESS", LOOPBACK);
        environment.put("SERVER_PORT", Integer.toString(application.port(ports)));
        environment.put("SPRING_DATASOURCE_URL", jdbcUrl(ports));
        environment.put("SPRING_DATASOURCE_USERNAME", application.role().roleName());
        environment.put("SPRING_DATASOURCE_PASSWORD", password(application.role()));
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafkaBootstrap(ports));
        environment.put("CLIENTELE_OPENSEARCH_URI", openSearchUrl(ports));
        environment.put(
                "CLIENTELE_KEYS_MASTER_KEY_FILE",
                home.secrets().resolve("master-key.json").toString());
        environment.put("CLIENTELE_STORAGE_DIRECTORY", home.storage().toString());
        environment.putAll(own(application));
        return environment;
    }

    private Map<String, String> own(Application application) {
        return switch (application) {
            case API_GATEWAY ->
                Map.of(
                        "MANAGEMENT_SERVER_PORT",
                        Integer.toString(ports.apiManagement()),
                        "MANAGEMENT_SERVER_ADDRESS",
                        LOOPBACK,
                        "CLIENTELE_KEYS_CREATE_IF_MISSING",
                        "true",
                        "CLIENTELE_SECURITY_ISSUER",
                        LocalIssuer.ISSUER,
                        "CLIENTELE_SECURITY_AUDIENCE",
                        LocalIssuer.AUDIENCE,
                        "CLIENTELE_SECURITY_JWKS_FILE",
                        issuerKeys.toString(),
                        "CLIENTELE_SECURITY_LOCAL_ISSUER_ALLOWED",
                        "true");
            case STREAM_PROCESSOR ->
                Map.of(
                        "CLIENTELE_CDC_HOST",
                        LOOPBACK,
                        "CLIENTELE_CDC_PORT",
                        Integer.toString(ports.postgres()),
                        "CLIENTELE_CDC_DATABASE",
                        DATABASE,
                        "CLIENTELE_CDC_USERNAME",
                        DatabaseRole.CDC.roleName(),
                        "CLIENTELE_CDC_PASSWORD",
                        password(DatabaseRole.CDC),
                        "CLIENTELE_CDC_SLOT",
                        DatabaseSetup.SLOT,
                        "CLIENTELE_CDC_PUBLICATION",
                        DatabaseSetup.SLOT,
                        "CLIENTELE_STREAM_STATE_DIRECTORY",
                        home.data().resolve("streams").toString());
            case INGEST_BATCH, SEARCH_INDEXER -> Map.of();
        };
    }

    private String password(DatabaseRole role) {
        String password = passwords.byRole().get(role);
        if (password == null) {
            throw new IllegalStateException("no password for " + role.roleName());
        }
        return password;
    }

    static String jdbcUrl(Ports ports) {
        return "jdbc:postgresql://" + LOOPBACK + ":" + ports.postgres() + "/" + DATABASE;
    }

    static String kafkaBootstrap(Ports ports) {
        return LOOPBACK + ":" + ports.kafka();
    }

    static String openSearchUrl(Ports ports) {
        return "http://" + LOOPBACK + ":" + ports.openSearch();
    }

    @Override
    public String toString() {
        return "Settings[" + home.directory() + "]";
    }
}
