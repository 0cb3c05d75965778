package io.clientele.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.clientele.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("REQ-CM-B015")
class WholeTopologyTest {
    private final Map<String, Object> config = new StreamSettings(
                    Path.of("state"), 1, Duration.ofMillis(100), Duration.ofSeconds(8), 10, 2, 3000)
            .streamsConfig(Map.of("bootstrap.servers", "127.0.0.1:1"), "p-");

    /// A change of this file is a change of wiring: names of stores and processors are read by running applications.
    @Test
    void isWiredAsInTheGoldenFile() throws Exception {
        String expected;
        try (var golden = getClass().getResourceAsStream("/topology.txt")) {
            expected = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(WholeTopology.of(Topics.withPrefix(""), (tenant, customer, named) -> Optional.empty(), config)
                        .describe()
                        .toString()
                        .strip())
                .isEqualTo(expected.strip());
    }

    @Test
    void runsExactlyOnceWithNamedResourcesOnly() {
        assertThat(config)
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "p-clientele-stream")
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "exactly_once_v2")
                .containsEntry(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true)
                .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100L);
    }
}
