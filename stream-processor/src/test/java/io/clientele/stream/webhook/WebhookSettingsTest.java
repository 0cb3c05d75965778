package io.clientele.stream.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhookSettingsTest {
    @Test
    void haveTheDefaultsThatApplicationYamlDocuments() {
        assertThat(bind(Map.of()))
                .isEqualTo(new WebhookSettings(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1),
                        64,
                        4,
                        List.of(
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(30),
                                Duration.ofHours(2),
                                Duration.ofHours(5),
                                Duration.ofHours(10)),
                        Duration.ofHours(12),
                        Duration.ofDays(5),
                        Duration.ofDays(30)));
    }

    @Test
    void takeTheirKeys() {
        WebhookSettings settings =
                bind(Map.of("clientele.webhook.retries", "1s,2s", "clientele.webhook.max-per-endpoint", "1"));

        assertThat(settings.retries()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(settings.maxPerEndpoint()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, 10ms",
        "timeout, 31s",
        "lease, 9s",
        "max-in-flight, 0",
        "max-per-endpoint, 0",
        "poll-interval, 0s",
        "keep, 1h"
    })
    void refuseWhatCannotWork(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("clientele.webhook." + key, value)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("." + key);
    }

    private static WebhookSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("clientele.webhook", WebhookSettings.class);
    }
}
