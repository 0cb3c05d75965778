package io.clientele.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clientele.stream.cdc.CaptureSettings;
import io.clientele.stream.mail.MailSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SettingsTest {
    @Test
    void haveTheDefaultsThatApplicationYamlDocuments() {
        assertThat(bind(TopicSettings.class, "clientele.topics", Map.of())).isEqualTo(new TopicSettings("", 6));
        assertThat(bind(StreamSettings.class, "clientele.stream", Map.of()))
                .isEqualTo(new StreamSettings(
                        Path.of("data/streams"), 1, Duration.ofMillis(100), Duration.ofSeconds(8), 10, 2, 3000));
        CaptureSettings capture = bind(CaptureSettings.class, "clientele.cdc", Map.of());
        assertThat(capture.slot()).isEqualTo("clientele_cdc");
        assertThat(capture.publication()).isEqualTo("clientele_cdc");
        assertThat(capture.whenLost()).isEqualTo(CaptureSettings.WhenLost.STOP);
        assertThat(capture.maxSilence()).isEqualTo(Duration.ofSeconds(60));
        assertThat(capture.maxLag()).isEqualTo(Duration.ofMinutes(5));
        assertThat(capture.heartbeatInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(capture.maxBatch()).isEqualTo(2048);
        assertThat(capture.maxQueue()).isEqualTo(8192);
        assertThat(bind(MailSettings.class, "clientele.mail", Map.of()))
                .isEqualTo(new MailSettings("clientele@localhost", "", Duration.ofSeconds(2), Duration.ofMinutes(10)));
    }

    @Test
    void takeTheirKeys() {
        assertThat(bind(
                        TopicSettings.class,
                        "clientele.topics",
                        Map.of("clientele.topics.prefix", "x-", "clientele.topics.partitions", "3")))
                .isEqualTo(new TopicSettings("x-", 3));
        assertThat(bind(
                                StreamSettings.class,
                                "clientele.stream",
                                Map.of("clientele.stream.sink-batch", "10", "clientele.stream.commit-interval", "1s"))
                        .commitInterval())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void refuseWhatCannotWork() {
        assertThatThrownBy(
                        () -> bind(TopicSettings.class, "clientele.topics", Map.of("clientele.topics.partitions", "0")))
                .isInstanceOf(BindException.class)
                .hasRootCauseMessage("clientele.topics.partitions must be at least 1");
        assertThatThrownBy(
                        () -> bind(MailSettings.class, "clientele.mail", Map.of("clientele.mail.poll-interval", "0s")))
                .isInstanceOf(BindException.class);
        assertThatThrownBy(() -> bind(CaptureSettings.class, "clientele.cdc", Map.of("clientele.cdc.max-queue", "10")))
                .isInstanceOf(BindException.class);
        assertThatThrownBy(() -> bind(
                        StreamSettings.class, "clientele.stream", Map.of("clientele.stream.session-timeout", "1s")))
                .isInstanceOf(BindException.class);
    }

    @Test
    void doNotPrintThePassword() {
        CaptureSettings capture =
                bind(CaptureSettings.class, "clientele.cdc", Map.of("clientele.cdc.password", "s3cret"));

        assertThat(capture.password()).isEqualTo("s3cret");
        assertThat(capture.toString()).doesNotContain("s3cret");
    }

    private static <T> T bind(Class<T> type, String prefix, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, type);
    }
}
