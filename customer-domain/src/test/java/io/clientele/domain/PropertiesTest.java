package io.clientele.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.bulk.StorageProperties;
import io.clientele.webhook.TargetProperties;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PropertiesTest {
    @Test
    void takeTheirKeysAndMakeNoMasterKeyUnlessTold() {
        assertThat(bind("clientele.keys", KeysProperties.class, Map.of("clientele.keys.master-key-file", "/k.json")))
                .isEqualTo(new KeysProperties(Path.of("/k.json"), false));
        assertThat(bind(
                        "clientele.keys",
                        KeysProperties.class,
                        Map.of("clientele.keys.master-key-file", "k", "clientele.keys.create-if-missing", "true")))
                .isEqualTo(new KeysProperties(Path.of("k"), true));
        assertThat(bind("clientele.storage", StorageProperties.class, Map.of("clientele.storage.directory", "/s")))
                .isEqualTo(new StorageProperties(Path.of("/s")));
    }

    @Test
    void letNothingBePostedInTheClearUnlessTold() {
        assertThat(bind("clientele.webhook", TargetProperties.class, Map.of()))
                .isEqualTo(new TargetProperties(false, List.of(443, 8443)));
        assertThat(bind(
                        "clientele.webhook",
                        TargetProperties.class,
                        Map.of("clientele.webhook.allow-insecure", "true", "clientele.webhook.ports", "444,445")))
                .isEqualTo(new TargetProperties(true, List.of(444, 445)));
        assertThatThrownBy(
                        () -> bind("clientele.webhook", TargetProperties.class, Map.of("clientele.webhook.ports", "0")))
                .hasRootCauseMessage("clientele.webhook.ports must be numbers from 1 to 65535");
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys)).bindOrCreate(prefix, type);
    }
}
