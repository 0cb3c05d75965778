package io.clientele.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.ingest.imports.ImportProperties;
import io.clientele.ingest.request.RequestProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PropertiesTest {
    @Test
    void haveDefaults() {
        assertThat(bind("clientele.import", ImportProperties.class, Map.of()))
                .isEqualTo(new ImportProperties(2000, 20_000));
        assertThat(bind("clientele.requests", RequestProperties.class, Map.of()))
                .isEqualTo(new RequestProperties(
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        2,
                        Duration.ofSeconds(1),
                        5,
                        Duration.ofSeconds(20)));
    }

    @Test
    void takeTheirKeys() {
        assertThat(bind(
                        "clientele.import",
                        ImportProperties.class,
                        Map.of("clientele.import.rows-per-chunk", "10", "clientele.import.rows-per-slice", "30")))
                .isEqualTo(new ImportProperties(10, 30));
        assertThat(bind(
                                "clientele.requests",
                                RequestProperties.class,
                                Map.of("clientele.requests.heartbeat", "3s", "clientele.requests.threads", "4"))
                        .threads())
                .isEqualTo(4);
    }

    @Test
    void refuseWhatCannotWork() {
        assertThatThrownBy(() -> bind(
                        "clientele.import",
                        ImportProperties.class,
                        Map.of("clientele.import.rows-per-slice", "100001")))
                .isInstanceOf(BindException.class)
                .hasRootCauseMessage("clientele.import.rows-per-slice must be 1 to 100000");
        assertThatThrownBy(() ->
                        bind("clientele.requests", RequestProperties.class, Map.of("clientele.requests.threads", "0")))
                .isInstanceOf(BindException.class);
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys)).bindOrCreate(prefix, type);
    }
}
