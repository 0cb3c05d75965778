package io.clientele.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NotificationPropertiesTest {
    @Test
    void haveDefaultsAndTakeTheirKeys() {
        assertThat(bind(Map.of()))
                .isEqualTo(new NotificationProperties(Duration.ofSeconds(15), Duration.ofMinutes(15), 5, 2000));
        assertThat(bind(Map.of(
                        "clientele.notifications.heartbeat",
                        "1s",
                        "clientele.notifications.stream-life",
                        "1m",
                        "clientele.notifications.streams-per-user",
                        "2",
                        "clientele.notifications.streams",
                        "3")))
                .isEqualTo(new NotificationProperties(Duration.ofSeconds(1), Duration.ofMinutes(1), 2, 3));
    }

    private static NotificationProperties bind(Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys))
                .bindOrCreate("clientele.notifications", NotificationProperties.class);
    }
}
