package io.clientele.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.launcher.home.Home;
import io.clientele.launcher.home.Passwords;
import io.clientele.launcher.home.Ports;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path directory;

    private Settings settings;

    @BeforeEach
    void open() throws Exception {
        var home = new Home(directory);
        settings = new Settings(home, new Ports(8080), Passwords.of(home), directory.resolve("keys.jwks"));
    }

    @Test
    void eachApplicationLogsInWithItsOwnRole() {
        var logins = new HashSet<String>();
        for (Application application : Application.values()) {
            Map<String, String> environment = settings.environment(application);
            assertThat(environment)
                    .containsEntry("SERVER_ADDRESS", "127.0.0.1")
                    .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:8085/clientele")
                    .containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:8086")
                    .containsEntry("CLIENTELE_OPENSEARCH_URI", "http://127.0.0.1:8088");
            logins.add(environment.get("SPRING_DATASOURCE_USERNAME") + environment.get("SPRING_DATASOURCE_PASSWORD"));
        }
        assertThat(logins).hasSize(Application.values().length);
    }

    @Test
    void onlyTheGatewayMakesTheMasterKeyAndTrustsTheLocalIssuer() {
        for (Application application : Application.values()) {
            boolean gateway = application == Application.API_GATEWAY;
            Map<String, String> environment = settings.environment(application);
            assertThat(environment.containsKey("CLIENTELE_KEYS_CREATE_IF_MISSING"))
                    .isEqualTo(gateway);
            assertThat(environment.containsKey("CLIENTELE_SECURITY_LOCAL_ISSUER_ALLOWED"))
                    .isEqualTo(gateway);
        }
    }

    @Test
    void onlyTheStreamProcessorCanReplicate() {
        for (Application application : Application.values()) {
            assertThat(settings.environment(application).containsKey("CLIENTELE_CDC_PASSWORD"))
                    .isEqualTo(application == Application.STREAM_PROCESSOR);
        }
    }

    @Test
    void portsFollowTheBase() {
        assertThat(settings.environment(Application.API_GATEWAY))
                .containsEntry("SERVER_PORT", "8080")
                .containsEntry("MANAGEMENT_SERVER_PORT", "8081");
        assertThat(settings.environment(Application.INGEST_BATCH)).containsEntry("SERVER_PORT", "8082");
        assertThat(settings.environment(Application.STREAM_PROCESSOR)).containsEntry("SERVER_PORT", "8083");
        assertThat(settings.environment(Application.SEARCH_INDEXER)).containsEntry("SERVER_PORT", "8084");
    }
}
